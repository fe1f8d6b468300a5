package org.hotdesk.dialplan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people would notice of calls, picked from Asterisk's {@code Newexten} events. */
final class CallTrace {
    private static final Set<String> HOOKS =
            Set.of("lab-phone", "hotdesk-outbound", "hotdesk-emergency", "lab-directors", "ivr-3");

    private static final Pattern RECORDING = Pattern.compile(
            "MixMonitor\\(hotdesk/\\d{4}/\\d\\d/\\d\\d/([a-z]+-[+0-9]*-[+0-9]*)-\\d{8}-\\d{6}-[0-9.]+\\.wav,bi\\(HD_MIX\\)\\)");
    private static final Pattern MUSIC = Pattern.compile("1\\?Set\\(CHANNEL\\(musicclass\\)=([^)]*)\\)");

    private CallTrace() {}

    /** One line for each, in order; phones that ring together are sorted, since they ring in any order. */
    static List<String> of(List<Map<String, String>> events) {
        List<String> lines = new ArrayList<>();
        Set<String> ringing = new TreeSet<>();
        for (Map<String, String> event : events) {
            Optional<String> line = "Newexten".equals(event.get("Event")) ? line(event) : Optional.empty();
            if (line.filter(text -> text.startsWith("rings ")).isPresent()) {
                ringing.add(line.get());
            } else if (line.isPresent()) {
                lines.addAll(ringing);
                ringing.clear();
                lines.add(line.get());
            }
        }
        lines.addAll(ringing);
        return lines;
    }

    private static Optional<String> line(Map<String, String> event) {
        String context = event.getOrDefault("Context", "");
        String data = event.getOrDefault("AppData", "");
        return switch (event.getOrDefault("Application", "")) {
            case "NoOp" -> HOOKS.contains(context) ? Optional.of(data) : Optional.empty();
            case "Dial" -> Optional.of(dial(data));
            case "VoiceMail" -> Optional.of("voicemail " + data);
            case "Playback" -> Optional.of("says " + data);
            case "SayDigits" -> Optional.of("says " + data);
            case "TryExec" -> recording(data);
            case "ExecIf" -> music(data);
            case "Busy", "Congestion" -> tone(event, context);
            default -> Optional.empty();
        };
    }

    // Of the file's name only what is not the moment of the call.
    private static Optional<String> recording(String data) {
        Matcher file = RECORDING.matcher(data);
        return file.matches() ? Optional.of("records " + file.group(1)) : Optional.empty();
    }

    private static Optional<String> music(String data) {
        Matcher set = MUSIC.matcher(data);
        return set.matches() ? Optional.of("music " + set.group(1)) : Optional.empty();
    }

    // A forward's own end is heard by nobody: the call goes on.
    private static Optional<String> tone(Map<String, String> event, String context) {
        boolean heard = context.equals("hotdesk-end")
                && !event.getOrDefault("Channel", "").contains("@hotdesk-forward");
        return heard ? Optional.of("tone " + event.getOrDefault("Application", "")) : Optional.empty();
    }

    private static String dial(String data) {
        String[] parts = data.split(",", 3);
        String targets = Arrays.stream(parts[0].split("&", -1)).sorted().collect(Collectors.joining("&"));
        return "dials " + targets + " for " + (parts.length > 1 ? parts[1] : "") + " "
                + (parts.length > 2 ? parts[2] : "");
    }
}
