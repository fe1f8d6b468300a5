package org.hotdesk.ami.mailbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;

/**
 * The folder {@code device} in Asterisk's voicemail spool, with a symbolic link for each phone. A link is ours when it
 * lies there, bears a device number and leads to {@code ../<context>/<box>}; nothing else is ever changed or removed, here
 * or elsewhere. Whatever is made gets the owner of the spool. Many threads but one at a time.
 */
final class LinkFolder {
    private static final Pattern OURS = Pattern.compile("[.][.]/([^/@]+)/([0-9]+)");
    private static final String NEW_LINK = ".hotdesk-new-link";
    private static final String FOLDER_MODE = "rwxr-xr-x";

    private final Path spool;
    private final Path folder;

    LinkFolder(Path spool) {
        this.spool = spool;
        this.folder = spool.resolve("device");
    }

    /** Leads the device to the mailbox, whose folder is made when missing; true when that was not so before. */
    boolean lead(DeviceNumber device, MailboxAddress mailbox) throws IOException, NotOursException {
        prepare();
        Path link = link(device);
        Optional<MailboxAddress> now = read(link);
        makeBox(mailbox);
        if (now.equals(Optional.of(mailbox))) {
            return false;
        }
        Path fresh = folder.resolve(NEW_LINK);
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, Path.of("..", mailbox.context().text(), mailbox.box()));
        given(fresh);
        Files.move(fresh, link, ATOMIC_MOVE);
        return true;
    }

    /** Leads the device nowhere; true when it led somewhere before. */
    boolean clear(DeviceNumber device) throws IOException, NotOursException {
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS) || read(link(device)).isEmpty()) {
            return false;
        }
        return Files.deleteIfExists(link(device));
    }

    /** All that lies in the folder: where our links lead, and what is not ours. Nothing when there is no folder. */
    Inventory inventory() throws IOException {
        Map<DeviceNumber, MailboxAddress> ours = new HashMap<>();
        List<String> foreign = new ArrayList<>();
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return new Inventory(ours, foreign);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                Optional<MailboxAddress> target = target(entry);
                Optional<DeviceNumber> device = DeviceNumber.parse(name);
                if (device.isPresent() && target.isPresent()) {
                    ours.put(device.get(), target.get());
                } else if (!name.equals(NEW_LINK)) {
                    foreign.add(name);
                }
            }
        }
        return new Inventory(ours, foreign);
    }

    /**
     * What lies in the folder.
     *
     * @param ours where each of our links leads
     * @param foreign names of everything else
     */
    record Inventory(Map<DeviceNumber, MailboxAddress> ours, List<String> foreign) {
        Inventory {
            ours = Map.copyOf(ours);
            foreign = List.copyOf(foreign);
        }
    }

    private Path link(DeviceNumber device) {
        return folder.resolve(device.digits());
    }

    private void prepare() throws IOException, NotOursException {
        if (!Files.isDirectory(spool)) {
            throw new NotOursException("there is no voicemail spool folder " + spool);
        }
        if (!Files.exists(folder, NOFOLLOW_LINKS)) {
            make(folder);
            given(folder);
        } else if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            throw new NotOursException(folder + " is no folder");
        }
    }

    /**
     * A mailbox folder that Asterisk could not write to would be worse than none, which it makes itself at the first
     * message; so what cannot be given to the spool's owner is taken away again.
     */
    private void makeBox(MailboxAddress mailbox) throws IOException {
        Path context = spool.resolve(mailbox.context().text());
        for (Path path : List.of(context, context.resolve(mailbox.box()))) {
            if (!Files.exists(path, NOFOLLOW_LINKS)) {
                make(path);
                if (!given(path)) {
                    Files.delete(path);
                    return;
                }
            }
        }
    }

    private static void make(Path missing) throws IOException {
        Files.createDirectory(
                missing, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_MODE)));
    }

    /** Gives what we made to the owner of the spool, which only root can when it is somebody else; true when it is theirs. */
    private boolean given(Path made) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(spool, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class, NOFOLLOW_LINKS);
        PosixFileAttributes has = view.readAttributes();
        try {
            if (!has.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
            if (!has.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
            return true;
        } catch (FileSystemException notAllowed) {
            return has.owner().equals(wanted.owner());
        }
    }

    /** Where our link leads; empty when nothing stands there. */
    private static Optional<MailboxAddress> read(Path link) throws IOException, NotOursException {
        if (!Files.exists(link, NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<MailboxAddress> target = target(link);
        if (target.isEmpty()) {
            throw new NotOursException(link + " is not a link of ours, so it is left alone");
        }
        return target;
    }

    private static Optional<MailboxAddress> target(Path entry) throws IOException {
        if (!Files.isSymbolicLink(entry)) {
            return Optional.empty();
        }
        Matcher matcher = OURS.matcher(Files.readSymbolicLink(entry).toString());
        return matcher.matches() ? MailboxAddress.parse(matcher.group(2) + "@" + matcher.group(1)) : Optional.empty();
    }

    /** Something stands where our link or folder should be, and is not ours. */
    static final class NotOursException extends Exception {
        private static final long serialVersionUID = 1L;

        NotOursException(String message) {
            super(message);
        }
    }
}
