package org.hotdesk.agi.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.InvalidCommandSyntaxException;
import org.asteriskjava.fastagi.InvalidOrUnknownCommandException;
import org.asteriskjava.fastagi.command.AgiCommand;
import org.asteriskjava.fastagi.command.AnswerCommand;
import org.asteriskjava.fastagi.command.GetVariableCommand;
import org.asteriskjava.fastagi.command.NoopCommand;
import org.asteriskjava.fastagi.command.StreamFileCommand;
import org.asteriskjava.fastagi.command.WaitForDigitCommand;
import org.asteriskjava.fastagi.reply.AgiReply;
import org.hotdesk.agi.protocol.AgiException.Why;

/** One call inside one script: what was asked, and what can be done to the channel. One owner thread. */
public final class AgiCall {
    private static final int ID_MAX = 80;

    private final Query query;
    private final AgiChannel channel;
    private final boolean local;

    /** @param local whether it comes from this machine */
    AgiCall(Query query, AgiChannel channel, boolean local) {
        this.query = query;
        this.channel = channel;
        this.local = local;
    }

    /** Lets nobody on who asks from another machine. */
    public void requireLocal() {
        if (!local) {
            throw new AgiException(Why.BAD_REQUEST, "this path is for this machine alone");
        }
    }

    /** Says something that needs an answer and does nothing. */
    public void nothing() {
        send(new NoopCommand());
    }

    /** A parameter of the dialplan's request; empty when absent or without text. */
    public Optional<String> parameter(String name) {
        return query.parameter(name);
    }

    /** Asterisk's own name of the call; what we write of it in a log is letters, digits, dots and dashes only. */
    public String id() {
        String id = channel.getUniqueId();
        return id == null || !isPlain(id) ? "unknown" : id;
    }

    private static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain =
                    (c >= '0' && c <= '9') || c == '.' || c == '-' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!plain) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= ID_MAX;
    }

    /**
     * Sets channel variables in the order of the map, in one round trip if a line can hold them.
     *
     * @throws AgiException NOT_SENDABLE when a text has a control character or is too long for a line: nothing is set
     */
    public void set(Map<String, String> variables) {
        var commands = SetVariables.of(variables);
        commands.forEach(command -> AgiText.line(command.buildCommand()));
        commands.forEach(this::send);
    }

    /** A variable of the channel, else a global one; empty when there is none, or when it has no text. */
    public Optional<String> variable(String name) {
        AgiReply reply = send(new GetVariableCommand(name));
        return reply.getResultCode() == 1
                ? Optional.ofNullable(reply.getExtra()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** Picks up; does nothing on a call already answered. */
    public void answer() {
        send(new AnswerCommand());
    }

    /** Lets Asterisk take the call away from this script, however it hangs, after this time; zero for never. */
    public void limit(Duration time) {
        send(SetVariables.one("TIMEOUT(absolute)", seconds(time)));
    }

    private static String seconds(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : "%d.%03d".formatted(millis / 1000, millis % 1000);
    }

    /** Plays a sound file to its end or to the first of these keys; gives that key. */
    public Optional<Character> play(String file, String keys) {
        return key(send(new StreamFileCommand(file, keys)));
    }

    /** Waits for a key; empty when none was pressed in time. */
    public Optional<Character> key(Duration time) {
        return key(send(new WaitForDigitCommand((int) time.toMillis())));
    }

    private static Optional<Character> key(AgiReply reply) {
        int code = reply.getResultCode();
        if (code < 0) {
            throw new AgiException(Why.HUNG_UP, "no key any more");
        }
        return code == 0 ? Optional.empty() : Optional.of((char) code);
    }

    private AgiReply send(AgiCommand command) {
        try {
            return channel.sendCommand(command);
        } catch (AgiHangupException gone) {
            throw new AgiException(Why.HUNG_UP, "hung up", gone);
        } catch (InvalidOrUnknownCommandException | InvalidCommandSyntaxException refused) {
            // Without the cause: the library puts the whole command into its message.
            throw new AgiException(Why.REFUSED, "a command was refused");
        } catch (org.asteriskjava.fastagi.AgiException broken) {
            throw new AgiException(Why.LINE_LOST, "the line broke", broken);
        }
    }
}
