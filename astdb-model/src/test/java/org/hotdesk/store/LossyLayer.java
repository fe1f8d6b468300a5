package org.hotdesk.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files on a {@link LossyDisk}: {@code lossy:async:/folder/name}. Public because H2 makes it by reflection.
 */
public final class LossyLayer extends FilePathWrapper {
    static final String SCHEME = "lossy";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode), file());
    }

    @Override
    public void moveTo(FilePath newName, boolean atomicReplace) {
        super.moveTo(newName, atomicReplace);
        LossyDisk.moved(file(), newName.toString().substring(newName.toString().lastIndexOf(':') + 1));
    }

    @Override
    public void delete() {
        super.delete();
        LossyDisk.deleted(file());
    }

    private String file() {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel base;
        private final String file;

        Channel(FileChannel base, String file) {
            this.base = base;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public synchronized int read(ByteBuffer dst, long position) throws IOException {
            return base.read(dst, position);
        }

        @Override
        public synchronized int write(ByteBuffer src, long position) throws IOException {
            LossyDisk.writing(file, src, position);
            return base.write(src, position);
        }

        @Override
        protected void implTruncate(long newLength) throws IOException {
            LossyDisk.truncating(file, newLength);
            base.truncate(newLength);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            int begun = LossyDisk.forcing(file);
            base.force(metaData);
            LossyDisk.takeItsTime();
            LossyDisk.forced(file, begun);
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
