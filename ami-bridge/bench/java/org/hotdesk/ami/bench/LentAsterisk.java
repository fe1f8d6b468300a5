package org.hotdesk.ami.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;

/** A real Asterisk that another process has started for us and ends when we let go of its standard input. */
final class LentAsterisk implements AutoCloseable {
    private final Process lender;
    private final String version;
    private final AmiConfig config;

    /** @param command prints {@code asterisk <version> <host> <port> <user> <secret>} when Asterisk has booted */
    LentAsterisk(List<String> command) throws IOException {
        lender = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(lender.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("there is no Asterisk to measure with");
        }
        String[] words = line.split(" ", -1);
        version = words[1];
        config = new AmiConfig(
                words[2], Integer.parseInt(words[3]), new AmiLogin(words[4], words[5]), AmiPace.standard());
    }

    String version() {
        return version;
    }

    AmiConfig ami() {
        return config;
    }

    @Override
    public void close() throws IOException {
        lender.getOutputStream().close();
        try {
            lender.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
