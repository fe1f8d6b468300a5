package org.hotdesk.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A call that comes in from the telephone network; it ends by itself, or when it is closed. Thread-safe. */
public final class CallIn implements AutoCloseable {

    private final Path folder;
    private final RunningProgram program;
    private final SippLog log;

    /**
     * Who calls, and how patient they are.
     *
     * @param name display name, of letters, digits and spaces
     * @param number of the caller
     * @param rings how long they let it ring before they give up
     * @param talks how long they talk before they hang up
     */
    public record Caller(String name, String number, Duration rings, Duration talks) {

        /** Refuses what would break out of a header. */
        public Caller {
            if (!name.matches("[A-Za-z0-9 ]{1,40}") || !number.matches("[+0-9]{1,20}")) {
                throw new IllegalArgumentException("a caller's name and number are plain text");
            }
        }
    }

    private CallIn(Path folder, RunningProgram program) {
        this.folder = folder;
        this.program = program;
        this.log = new SippLog(folder.resolve("messages"));
    }

    static CallIn start(Programs programs, Ports ports, Caller caller, String number, InetSocketAddress asterisk) {
        Path folder = RunFolder.create();
        try {
            String text = Trunk.scenario("trunk-calls.xml")
                    .replace("\"RING\"", "\"" + caller.rings().toMillis() + "\"")
                    .replace("\"TALK\"", "\"" + caller.talks().toMillis() + "\"");
            Path scenario = Files.writeString(folder.resolve("scenario.xml"), text);
            List<String> command = Sipp.command(folder, scenario, ports.take(1), ports.take(4));
            command.addAll(List.of("-key", "caller_name", caller.name(), "-key", "caller_number", caller.number()));
            command.addAll(List.of("-s", number, "-m", "1"));
            command.add(asterisk.getAddress().getHostAddress() + ":" + asterisk.getPort());
            return new CallIn(folder, programs.start(folder, folder.resolve("output"), command));
        } catch (IOException | RuntimeException e) {
            RunFolder.delete(folder);
            throw new DemoException("nobody can call in", e);
        }
    }

    /** The last answer to its INVITE, such as {@code 180 Ringing} or {@code 200 OK}. */
    public Optional<String> answer() {
        return log.messages().stream()
                .filter(message -> !message.sent() && message.startLine().startsWith("SIP/2.0 "))
                .filter(message ->
                        message.header("CSeq").filter("1 INVITE"::equals).isPresent())
                .reduce((older, newer) -> newer)
                .map(message -> message.startLine().substring("SIP/2.0 ".length()));
    }

    /** Waits until the answer begins like that, as {@code 200} does. */
    public boolean awaitAnswer(String begin, Duration limit) {
        return Waiting.until(
                limit, () -> answer().filter(text -> text.startsWith(begin)).isPresent());
    }

    /** Waits until the call is over, whoever ended it. */
    public boolean awaitEnd(Duration limit) {
        return program.awaitEnd(limit);
    }

    /** Every SIP message of the call. */
    public List<WireMessage> wire() {
        return log.messages();
    }

    /** Ends it at once, without a BYE if it still goes on, and removes its files. */
    @Override
    public void close() {
        program.close();
        RunFolder.delete(folder);
    }
}
