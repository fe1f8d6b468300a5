package org.hotdesk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hotdesk.demo.AsteriskInstallation;
import org.hotdesk.demo.AsteriskRoot;
import org.hotdesk.demo.DemoException;
import org.hotdesk.demo.Folders;
import org.hotdesk.demo.Ports;
import org.hotdesk.demo.Suite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@link Chaos} for as long as one likes. */
@Command(name = "chaos", sortOptions = false, description = "Faults under a storm of logins, by the thousand.")
final class ChaosMain implements Callable<Integer> {
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari"); // held, or its level would be forgotten

    @Option(names = "--faults", defaultValue = "100", paramLabel = "N", description = "How many; 100 unless told.")
    private int faults;

    @Option(names = "--seed", paramLabel = "S", description = "What a run printed, to have the same again.")
    private long seed = System.nanoTime() & 0xFFFF_FFFFL;

    @Option(names = "--asterisks", defaultValue = "1", paramLabel = "N", description = "1 to 4; 1 unless told.")
    private int asterisks;

    @Option(
            names = "--companions",
            defaultValue = "1",
            paramLabel = "N",
            description = "1 to 4; several share a PostgreSQL; 1 unless told.")
    private int companions;

    private ChaosMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        POOL.setLevel(Level.WARNING);
        say("seed " + seed);
        AsteriskInstallation installation = new AsteriskRoot(AsteriskRoot.usualCache(), Suite.UNSTABLE)
                .prepare(ChaosMain::say)
                .fold(ready -> ready, unusable -> {
                    throw new DemoException(unusable.detail());
                });
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "hotdesk-chaos-");
        try (Ports ports = new Ports();
                ChaosSystem system =
                        ChaosSystem.start(new ChaosShape(asterisks, companions), installation, ports, folder)) {
            Chaos.Report report = new Chaos(system, seed, ChaosMain::say).run(faults);
            report.faults().forEach((fault, times) -> say(fault.word() + " " + times));
            say("acknowledged " + report.acknowledged() + ", without an answer " + report.withoutAnswer() + ", lost 0");
            return 0;
        } catch (AssertionError lost) {
            say(String.valueOf(lost.getMessage()));
            return 1;
        } finally {
            Folders.delete(folder);
        }
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void say(String line) {
        System.out.println(line);
    }
}
