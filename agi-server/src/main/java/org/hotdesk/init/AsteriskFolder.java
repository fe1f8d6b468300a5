package org.hotdesk.init;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.dialplan.system.ConfPatch;

/**
 * The configuration folder of an Asterisk, as its administrator left it. Texts are read one char a byte, so that whatever
 * encoding somebody once used comes out as it went in.
 */
public record AsteriskFolder(Path path) {
    private static final int INCLUDES_DEEP = 5;
    private static final Pattern INCLUDE =
            Pattern.compile("\\s*#(?:try)?include\\s+[\"<]?([^\">;]+?)[\">]?\\s*(?:;.*)?");

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
        return new ConfLines(textOfAdministrator("manager.conf"))
                .setting("general", "port")
                .orElse("5038");
    }

    /** A file without what init put in, and with the files that it includes in their places, as far as they can be read. */
    String textOfAdministrator(String name) {
        return included(path.resolve(name), INCLUDES_DEEP);
    }

    private String included(Path file, int deep) {
        if (deep == 0 || !Files.isRegularFile(file) || !Files.isReadable(file)) {
            return "";
        }
        var all = new StringBuilder();
        ConfPatch.removed(WholeFile.read(file).orElse("")).lines().forEach(line -> {
            Matcher include = INCLUDE.matcher(line);
            if (include.matches()) {
                named(include.group(1)).forEach(each -> all.append(included(each, deep - 1)));
            } else {
                all.append(line).append('\n');
            }
        });
        return all.toString();
    }

    private List<Path> named(String name) {
        Path file = path.resolve(name);
        Path folder = WholeFile.folderOf(file);
        Path last = file.getFileName();
        if (!Files.isDirectory(folder) || last == null) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(folder, last.toString())) {
            matching.forEach(files::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        files.sort(null);
        return files;
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
