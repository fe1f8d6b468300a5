package org.hotdesk.sip.location;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** The journal on disk: a head of eight bytes, then records. Written by one thread at a time. */
final class JournalFile {
    private static final byte[] HEAD = "HDESKLO1".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private FileChannel channel;
    private volatile long length;
    private volatile boolean replacing;

    private JournalFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static JournalFile open(Path path) throws IOException {
        FileChannel channel =
                openOwn(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean good = false;
        try {
            JournalFile file = new JournalFile(path, channel);
            file.head();
            good = true;
            return file;
        } catch (IOException e) {
            throw new IOException("journal " + path + ": " + e.getMessage(), e);
        } finally {
            if (!good) {
                channel.close();
            }
        }
    }

    /** Opens a file for its owner alone. */
    static FileChannel openOwn(Path path, OpenOption... options) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            return FileChannel.open(path, Set.of(options), owner);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot open " + path + ": its folder does not exist, make it", e);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot open " + path + ": this user may not write there, change its owner", e);
        } catch (IOException e) {
            throw new IOException("cannot open " + path + ": " + e.getMessage(), e);
        }
    }

    private void head() throws IOException {
        byte[] head = new byte[HEAD.length];
        ByteBuffer in = ByteBuffer.wrap(head);
        while (in.hasRemaining() && channel.read(in, in.position()) > 0) {
            // Reads until it is whole or the file ends.
        }
        if (!Arrays.equals(head, 0, in.position(), HEAD, 0, in.position())) {
            throw new IOException("is no journal of this version, move it away");
        }
        if (in.hasRemaining()) {
            channel.truncate(0);
            writeFully(channel, ByteBuffer.wrap(HEAD), 0);
            channel.force(true);
        }
        length = channel.size();
    }

    JournalReader read(Journal.Progress progress) throws IOException {
        JournalReader reader = new JournalReader(channel, progress);
        reader.read(HEAD.length, new ContactTexts());
        return reader;
    }

    /** Cuts off what is behind that offset; returns how much it was. */
    long cutAt(long end) throws IOException {
        long cut = length - end;
        if (cut > 0) {
            channel.truncate(end);
            channel.force(true);
        }
        length = end;
        return cut;
    }

    void append(byte[] bytes, int count) throws IOException {
        long end = length;
        writeFully(channel, ByteBuffer.wrap(bytes, 0, count), end);
        channel.force(false);
        length = end + count;
    }

    /** After an append that failed: what it left behind is cut off, where the disk lets us. */
    void mend() throws IOException {
        channel.truncate(length);
    }

    /** Puts in the file's place one that holds only what is from that offset on. */
    void keepFrom(long offset) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        FileChannel fresh = openOwn(
                beside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        boolean done = false;
        try {
            writeFully(fresh, ByteBuffer.wrap(HEAD), 0);
            fresh.position(HEAD.length);
            copy(fresh, offset);
            fresh.force(true);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            done = true;
        } finally {
            if (!done) {
                fresh.close();
            }
        }
        long kept = length - offset;
        channel.close();
        channel = fresh;
        length = HEAD.length + kept;
        forceFolder();
    }

    private void copy(FileChannel fresh, long offset) throws IOException {
        long end = length;
        for (long at = offset; at < end; ) {
            long copied = channel.transferTo(at, end - at, fresh);
            if (copied <= 0) {
                throw new IOException("somebody else has cut the file");
            }
            at += copied;
        }
    }

    /** So that the new name outlives a power cut too. */
    private void forceFolder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    private static void writeFully(FileChannel to, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += to.write(bytes, at);
        }
    }

    long length() {
        return length;
    }

    /** Whether a snapshot is on its way that will take this file's place. */
    boolean isReplacing() {
        return replacing;
    }

    void replacing(boolean under) {
        replacing = under;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    void close() throws IOException {
        channel.close();
    }
}
