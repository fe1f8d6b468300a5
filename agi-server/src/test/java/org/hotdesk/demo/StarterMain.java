package org.hotdesk.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A process that starts an Asterisk, tells its id and folder, and waits to be killed; see {@link KilledStarterIT}. */
final class StarterMain {

    private StarterMain() {}

    public static void main(String[] arguments) throws Exception {
        AsteriskInstallation installation = Lab.installation(Lab.prepare(Suite.UNSTABLE));
        try (Ports ports = new Ports();
                PrivateAsterisk asterisk = PrivateAsterisk.start(installation, ports, Map.of())) {
            String text = asterisk.pid() + " " + asterisk.configFolder().getParent();
            Files.write(Path.of(arguments[0]), text.getBytes(StandardCharsets.UTF_8));
            Waiting.pause(Duration.ofMinutes(2).toMillis());
        }
    }
}
