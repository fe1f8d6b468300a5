package org.hotdesk.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration folder of an Asterisk, as its administrator left it. Texts are read one char a byte, so that whatever
 * encoding somebody once used comes out as it went in.
 */
public record AsteriskFolder(Path path) {
    /** @throws InitException when there is no {@code asterisk.conf} in the folder */
    public AsteriskFolder {
        if (!Files.isRegularFile(path.resolve("asterisk.conf"))) {
            throw new InitException(path + " is no Asterisk configuration folder: it has no asterisk.conf");
        }
    }

    /** A file's bytes as chars; empty when there is no such file. */
    Optional<String> text(String name) {
        return WholeFile.read(path.resolve(name));
    }

    /** Where Asterisk leaves voicemail. */
    Path voicemailSpool() {
        return Path.of(directory("astspooldir", "/var/spool/asterisk")).resolve("voicemail");
    }

    /** Where the English core sounds are; Debian and a build from source differ, and the one that exists wins. */
    Path sounds() {
        Path data = Path.of(directory("astdatadir", "/var/lib/asterisk")).resolve("sounds/en");
        Path debian = Path.of("/usr/share/asterisk/sounds/en");
        return !Files.isDirectory(data) && Files.isDirectory(debian) ? debian : data;
    }

    /** The manager interface's port. */
    String amiPort() {
        return setting("manager.conf", "port").orElse("5038");
    }

    private String directory(String name, String usual) {
        return setting("asterisk.conf", name).orElse(usual);
    }

    private Optional<String> setting(String file, String name) {
        Matcher line = Pattern.compile("(?m)^\\s*" + name + "\\s*=>?\\s*([^;\\r\\n]*?)\\s*(?:;.*)?$")
                .matcher(text(file).orElse(""));
        return line.find() ? Optional.of(line.group(1)).filter(found -> !found.isEmpty()) : Optional.empty();
    }
}
