package org.hotdesk.ami.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hotdesk.ami.link.AmiConfig;

/** A {@link DialplanReaderMain} that was started. */
final class DialplanReader implements AutoCloseable {
    private final Process process;
    private final BufferedWriter out;
    private final BufferedReader in;

    DialplanReader(AmiConfig config, String function) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DialplanReaderMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        say(String.join(
                " ",
                config.host(),
                Integer.toString(config.port()),
                config.login().user(),
                config.login().secret(),
                function));
    }

    /** The longest read since the last time this was asked. */
    double takeLongestMillis() throws IOException {
        say("longest");
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the dialplan reader is gone");
        }
        return Long.parseLong(line) / 1e6;
    }

    private void say(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
