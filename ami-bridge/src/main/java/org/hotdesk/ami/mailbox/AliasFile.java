package org.hotdesk.ami.mailbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;

/** The file of voicemail aliases that voicemail.conf includes. Many threads but one at a time. */
final class AliasFile {
    private static final String HEAD = "; Written by Hotdesk at each login: which mailbox each phone's lamp shows.\n";
    private static final Pattern LINE = Pattern.compile("([0-9]+)@device => (.+)");

    private final Path file;

    AliasFile(Path file) {
        this.file = file;
    }

    /** The aliases that stand in the file; none when there is no file. */
    SortedMap<DeviceNumber, MailboxAddress> read() throws IOException {
        SortedMap<DeviceNumber, MailboxAddress> aliases = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    DeviceNumber.parse(matcher.group(1)).ifPresent(device -> MailboxAddress.parse(matcher.group(2))
                            .ifPresent(mailbox -> aliases.put(device, mailbox)));
                }
            }
        }
        return aliases;
    }

    /** Puts these aliases in the file's place, whole or not at all. */
    void write(Map<DeviceNumber, MailboxAddress> aliases) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var bytes = StandardCharsets.UTF_8.encode(text(aliases));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        // Asterisk reads it as another user perhaps, and there is nothing secret in it.
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, file, ATOMIC_MOVE);
    }

    /** The file's text; the same aliases give the same text. */
    static String text(Map<DeviceNumber, MailboxAddress> aliases) {
        StringBuilder text = new StringBuilder(HEAD);
        new TreeMap<>(aliases).forEach((device, mailbox) -> text.append(device)
                .append("@device => ")
                .append(mailbox)
                .append('\n'));
        return text.toString();
    }
}
