package org.hotdesk.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of 48 MB that can be filled to the brim: in memory, and visible only to programs started with
 * {@link #besideLine} or by way of {@link #path}. It goes with this process. Only root can have one.
 */
final class SmallDisk implements AutoCloseable {
    private static final int ALL_OF_IT = 64 * 1024 * 1024;

    private final Process holder;
    private final Path folder;

    private SmallDisk(Process holder, Path folder) {
        this.holder = holder;
        this.folder = folder;
    }

    /** Lays it over the folder, which must exist. */
    static SmallDisk over(Path folder) throws IOException {
        String script = "mount -t tmpfs -o size=48m,mode=700 hotdesk-disk \"$1\" && echo ready && read end";
        Process holder = new ProcessBuilder("unshare", "--mount", "sh", "-c", script, "disk", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        if (!"ready".equals(output.readLine())) {
            holder.destroyForcibly();
            throw new IOException("cannot mount a file system of our own; is this root?");
        }
        return new SmallDisk(holder, folder);
    }

    /** What stands before the command line of a program that shall see it. */
    List<String> besideLine() {
        return List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount", "--wd=/", "--");
    }

    /** Its folder as everybody can reach it. */
    Path path() {
        return Path.of("/proc/" + holder.pid() + "/root" + folder);
    }

    /** Leaves not a byte. */
    void fill() throws IOException {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(path().resolve("filler"))) {
            for (int written = 0; written < ALL_OF_IT; written += block.length) {
                out.write(block);
            }
            throw new IllegalStateException("the small disk is larger than thought");
        } catch (IOException full) {
            // As wanted.
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() throws IOException {
        Files.deleteIfExists(path().resolve("filler"));
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
