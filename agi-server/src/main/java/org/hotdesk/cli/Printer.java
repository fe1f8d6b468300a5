package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Prints what the daemon said, as JSON or in words. */
final class Printer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final PrintWriter out;

    Printer(PrintWriter out) {
        this.out = out;
    }

    /** The answer itself for a program, or the words for a person. */
    void print(boolean json, ObjectNode answer, Consumer<ObjectNode> words) {
        if (json) {
            out.println(Json.pretty(answer));
        } else {
            words.accept(answer);
        }
    }

    /** One line for each field. */
    void fields(ObjectNode object) {
        int width = object.properties().stream()
                .mapToInt(e -> e.getKey().length())
                .max()
                .orElse(0);
        object.properties().forEach(field -> {
            String gap = " ".repeat(width - field.getKey().length() + 2);
            line((field.getKey() + gap + text(field.getValue())).strip());
        });
    }

    void table(Table table) {
        table.lines().forEach(this::line);
    }

    void line(String text) {
        out.println(text);
    }

    /** Adds the word that a change is stored but not in Asterisk yet. */
    static String reach(JsonNode answer) {
        return answer.path("asterisk_reached").asBoolean(true)
                ? ""
                : " (Asterisk is away; it takes effect when it is back)";
    }

    /** What went with something that was removed: who was logged off, or where, and the aliases. */
    static String gone(JsonNode answer, String whom) {
        String sessions = text(answer.path("logged_off"));
        String aliases = text(answer.path("aliases_removed"));
        return (sessions.isEmpty() ? "" : ", session ended: " + whom + sessions)
                + (aliases.isEmpty() ? "" : ", aliases removed: " + aliases);
    }

    /** The time here and to the second, for people. */
    static String time(JsonNode instant) {
        return instant.isTextual()
                ? TIME.format(Instant.parse(instant.textValue()).atZone(ZoneId.systemDefault()))
                : "";
    }

    /** A count with its thing, such as {@code 1 device} or {@code 2 devices}. */
    static String count(JsonNode number, String thing) {
        return number.asText() + " " + thing + (number.asLong() == 1 ? "" : "s");
    }

    /** A value for eyes: nothing for null, a list with blanks. */
    static String text(JsonNode node) {
        if (node.isArray()) {
            var text = new StringBuilder();
            node.forEach(each -> text.append(text.length() == 0 ? "" : " ").append(each.asText()));
            return text.toString();
        }
        return node.isNull() || node.isMissingNode() ? "" : node.asText();
    }

    /** How long ago, in the two largest units. */
    static String since(JsonNode instant, Instant now) {
        if (!instant.isTextual()) {
            return "";
        }
        return span(Duration.between(Instant.parse(instant.textValue()), now));
    }

    /** How long until then, in the two largest units. */
    static String until(JsonNode instant, Instant now) {
        return instant.isTextual() ? span(Duration.between(now, Instant.parse(instant.textValue()))) : "";
    }

    /** In its two largest units. */
    static String span(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + "d " + span.toHoursPart() + "h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + "h " + span.toMinutesPart() + "m";
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + "m " + span.toSecondsPart() + "s"
                : Math.max(0, span.toSeconds()) + "s";
    }
}
