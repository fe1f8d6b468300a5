package org.hotdesk.agi.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.fastagi.command.AgiCommand;

/**
 * Sets channel variables with as few round trips as can be: {@code SET VARIABLE "ARRAY(A,B)" "1,2"} sets many at once,
 * in the order given. A further command is needed only where one would grow too long for a line.
 */
final class SetVariables implements AgiCommand {
    private static final String FRAME = "SET VARIABLE \"ARRAY()\" \"\"\n";

    private final String line;

    private SetVariables(String line) {
        this.line = line;
    }

    /** The commands for these variables, in the order of the map; none for an empty map. */
    static List<SetVariables> of(Map<String, String> variables) {
        List<SetVariables> commands = new ArrayList<>(1);
        var names = new StringBuilder(256);
        var texts = new StringBuilder(256);
        int room = AgiText.LINE_BYTES_MAX - FRAME.length();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            int textsBefore = texts.length();
            AgiText.appendForArray(texts, variable.getValue());
            int bytes = variable.getKey().length() + AgiText.bytes(texts, textsBefore) + 2;
            if (bytes > room && !names.isEmpty()) {
                String moved = texts.substring(textsBefore);
                texts.setLength(textsBefore);
                commands.add(array(names, texts));
                names.setLength(0);
                texts.setLength(0);
                texts.append(moved);
                room = AgiText.LINE_BYTES_MAX - FRAME.length();
            }
            room -= bytes;
            names.append(variable.getKey()).append(',');
            texts.append(',');
        }
        if (!names.isEmpty()) {
            commands.add(array(names, texts));
        }
        return commands;
    }

    // Both end with a comma too many.
    private static SetVariables array(StringBuilder names, StringBuilder texts) {
        names.setLength(names.length() - 1);
        texts.setLength(texts.length() - 1);
        return new SetVariables("SET VARIABLE \"ARRAY(" + names + ")\" \"" + texts + "\"");
    }

    /** One variable alone, whose name may be a function such as {@code TIMEOUT(absolute)}. */
    static SetVariables one(String name, String text) {
        var line = new StringBuilder("SET VARIABLE ");
        AgiText.appendQuoted(line, name);
        line.append(' ');
        AgiText.appendQuoted(line, text);
        return new SetVariables(line.toString());
    }

    @Override
    public String buildCommand() {
        return line;
    }

    @Override
    public void setAsteriskVersion(AsteriskVersion version) {
        // The same in every version.
    }
}
