package org.hotdesk.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/**
 * Writes the head of a file after what it points to is on disk. H2 writes both one after the other, and a disk writes as it
 * likes; and where the head points to what is not there H2 may take up a version from long before as the newest. Public
 * because H2 makes it by reflection.
 */
public final class HeadLastLayer extends FilePathWrapper {
    static final String SCHEME = "headlast";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    /** What it stands on is thread-safe, and who reads shall not wait for a force. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class Channel extends FileBaseDefault {
        private final FileChannel base;

        Channel(FileChannel base) {
            this.base = base;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public int read(ByteBuffer dst, long position) throws IOException {
            return base.read(dst, position);
        }

        @Override
        public int write(ByteBuffer src, long position) throws IOException {
            if (position > 0) {
                return base.write(src, position);
            }
            base.force(false);
            int length = src.remaining();
            ByteBuffer head = FileHead.neverClosed(src);
            for (int written = 0; head.hasRemaining(); ) {
                written += base.write(head, written);
            }
            return length;
        }

        @Override
        protected void implTruncate(long newLength) throws IOException {
            base.truncate(newLength);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            base.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
