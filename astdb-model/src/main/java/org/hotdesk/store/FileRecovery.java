package org.hotdesk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.h2.store.fs.FilePath;

/**
 * What has to be done to a file after a power cut and before H2 opens it. By itself H2 takes up any version that is whole and can
 * be found quickly from the head of the file; it leaves where they are the parts of versions that came later, gives their
 * numbers again, and after the next power cut may take the old parts for the new. Here the whole file is looked through for
 * the newest version that is whole, what is newer is blotted out, and the head is made to name that version. Each step may be cut off
 * itself: done again it ends the same. Where H2 closed the file there is nothing to look for, and only the head is made to say so no
 * longer.
 */
final class FileRecovery extends SingleFileStore {
    private static final Logger LOG = System.getLogger(FileRecovery.class.getName());
    private static final int BLOCK = 4096;
    private static final int HEAD_BLOCKS = 2;

    private static final String CLOSED = "clean";

    /** Of the file, read at once: H2 asks for some bytes of each block. */
    private static final int WINDOW = 256 * BLOCK;

    private long windowAt;
    private byte[] window = {};
    private boolean closed;

    private FileRecovery() {
        super(Map.of());
    }

    /**
     * Blocks for as long as forcing the file takes and, where it was not closed, reading it whole. Does nothing to a file that
     * somebody has open, or that H2 cannot open; who opens it next is told.
     *
     * @param name as H2 has it, with its layers
     */
    static void run(String name) {
        var file = new FileRecovery();
        try {
            file.open(name, false, null);
        } catch (MVStoreException refused) {
            leave(name, refused);
            return;
        }
        MVStore store;
        try {
            store = new MVStore.Builder()
                    .adoptFileStore(file)
                    .autoCommitDisabled()
                    .open();
        } catch (RuntimeException | StackOverflowError refused) { // what H2 runs into in a damaged file
            file.close();
            leave(name, refused);
            return;
        }
        try {
            file.settle();
        } catch (MVStoreException refused) {
            throw new StoreException("cannot recover " + name + ": " + refused.getMessage(), refused);
        } finally {
            store.closeImmediately();
        }
    }

    private static void leave(String name, Throwable why) {
        LOG.log(Level.DEBUG, () -> "not looked through file=" + name + " why=" + why.getMessage());
    }

    /**
     * Looks through the whole file, wherever its head leads, unless that says that the file was closed and nothing written since.
     */
    @Override
    protected void readStoreHeader(boolean recoveryMode) {
        super.readStoreHeader(false);
        closed = storeHeader.containsKey(CLOSED)
                && lastChunk != null
                && lastChunk.version == DataUtils.parseHexLong(String.valueOf(storeHeader.get("version")));
        if (!closed) {
            super.readStoreHeader(true);
        }
    }

    @Override
    public ByteBuffer readFully(SFChunk chunk, long position, int length) {
        long at = position - position % WINDOW;
        long end = Math.min(at + WINDOW, size());
        if (position + length > end) {
            return super.readFully(chunk, position, length);
        }
        if (window.length == 0 || windowAt != at) {
            window = super.readFully(chunk, at, (int) (end - at)).array();
            windowAt = at;
        }
        int from = (int) (position - at);
        return ByteBuffer.wrap(Arrays.copyOfRange(window, from, from + length));
    }

    @Override
    protected void writeFully(SFChunk chunk, long position, ByteBuffer bytes) {
        window = new byte[0];
        super.writeFully(chunk, position, bytes);
    }

    private void settle() {
        SFChunk newest = lastChunk;
        if (newest == null || isReadOnly()) {
            return;
        }
        int blotted = closed ? 0 : blotOutLaterThan(newest);
        writeFully(newest, 0, head(newest));
        sync(); // also what a program that was killed left to the system to write
        if (!closed) {
            LOG.log(
                    Level.INFO,
                    () -> "store was not closed (power cut or kill): goes on from its newest whole version file="
                            + FilePath.get(getFileName()).getName() + " version=" + newest.version + " blotted-out="
                            + blotted);
        }
    }

    /** How many blocks that were. */
    private int blotOutLaterThan(SFChunk newest) {
        BitSet used = used(newest);
        int blocks = (int) (size() / BLOCK);
        int blotted = 0;
        for (int block = used.nextClearBit(HEAD_BLOCKS); block < blocks; block = used.nextClearBit(block + 1)) {
            if (hasLaterThan(newest.version, block)) {
                writeFully(newest, (long) block * BLOCK, ByteBuffer.allocate(BLOCK));
                blotted++;
            }
        }
        return blotted;
    }

    /** Whether what a later version wrote begins or ends there. */
    private boolean hasLaterThan(long version, int block) {
        SFChunk begun = readChunkHeaderOptionally(block);
        SFChunk ended = readChunkFooter(block + 1);
        return (begun != null && begun.version > version) || (ended != null && ended.version > version);
    }

    /** The blocks from which something is still read. */
    private BitSet used(SFChunk newest) {
        var used = new BitSet();
        for (SFChunk chunk : getChunks().values()) {
            if (chunk.id == newest.id || chunk.maxLenLive > 0) {
                used.set((int) chunk.block, (int) chunk.block + chunk.len);
            }
        }
        return used;
    }

    /**
     * A line of text, twice. It says that the file is made in the future, of which H2 makes the moment when it opens it: so all
     * there is young, and H2 writes over none of it until it is told that it may.
     */
    private ByteBuffer head(SFChunk newest) {
        var fields = new HashMap<>(storeHeader);
        fields.keySet().removeAll(List.of(CLOSED, "fletcher"));
        fields.put("block", newest.block);
        fields.put("chunk", newest.id);
        fields.put("version", newest.version);
        fields.put("created", Long.MAX_VALUE);
        StringBuilder line = DataUtils.appendMap(new StringBuilder(), fields);
        byte[] said = line.toString().getBytes(StandardCharsets.ISO_8859_1);
        DataUtils.appendMap(line, "fletcher", DataUtils.getFletcher32(said, 0, said.length));
        byte[] whole = line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(HEAD_BLOCKS * BLOCK)
                .put(whole)
                .position(BLOCK)
                .put(whole)
                .rewind();
    }
}
