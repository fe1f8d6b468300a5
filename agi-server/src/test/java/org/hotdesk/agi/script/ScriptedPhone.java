package org.hotdesk.agi.script;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiCaller;
import org.hotdesk.agi.protocol.AsteriskReading;

/** A caller behind a pretended Asterisk: presses keys, may hang up, and keeps what was played and set. */
public final class ScriptedPhone {
    private final Deque<Character> keys = new ArrayDeque<>();
    private final List<String> played = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final Map<String, String> held = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private int commandsBeforeHangup = Integer.MAX_VALUE;

    /** Presses these keys as soon as it is waited for one, never into a prompt. */
    public ScriptedPhone pressing(String text) {
        text.chars().forEach(key -> keys.add((char) key));
        return this;
    }

    /** Has this variable, as a global one of its Asterisk's. */
    public ScriptedPhone holding(String variable, String text) {
        held.put(variable, text);
        return this;
    }

    /** Hangs up instead of answering the command after this many. */
    ScriptedPhone hangingUpAfter(int commandCount) {
        commandsBeforeHangup = commandCount;
        return this;
    }

    /** Makes the call, to its end. */
    public ScriptedPhone call(InetSocketAddress server, String script) throws IOException {
        try (var caller = AgiCaller.asking(server, script)) {
            Optional<String> command = caller.command();
            while (command.isPresent() && commands.size() < commandsBeforeHangup) {
                commands.add(command.get());
                caller.send(reply(command.get()));
                command = caller.command();
            }
        }
        return this;
    }

    private String reply(String command) {
        List<String> tokens = AsteriskReading.tokens(command);
        return switch (tokens.get(0)) {
            case "SET" -> {
                variables.putAll(AsteriskReading.variablesSetBy(command));
                yield "200 result=1\n";
            }
            case "STREAM" -> {
                played.add(tokens.get(2));
                yield "200 result=0 endpos=1600\n";
            }
            case "WAIT" -> "200 result=" + (keys.isEmpty() ? 0 : (int) keys.poll()) + "\n";
            case "GET" ->
                held.containsKey(tokens.get(2)) ? "200 result=1 (" + held.get(tokens.get(2)) + ")\n" : "200 result=0\n";
            case "ANSWER" -> "200 result=0\n";
            default -> "510 Invalid or unknown command\n";
        };
    }

    List<String> played() {
        return played;
    }

    List<String> commands() {
        return commands;
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }
}
