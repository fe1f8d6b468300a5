package org.hotdesk.ami;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.AmiException.Why;
import org.hotdesk.ami.link.AmiLink;
import org.hotdesk.ami.link.AstDbTree;
import org.hotdesk.ami.link.LinkState;
import org.hotdesk.ami.link.LinkStatus;
import org.hotdesk.astdb.AstDbRow;

/**
 * Looks once at the devices and users in an Asterisk's astdb, whoever wrote them, and writes nothing: it says {@code
 * Login}, {@code Ping} and {@code DBGetTree}, for which the account needs {@code write = reporting} and no more.
 */
public final class AsteriskObservation {
    private static final List<String> FAMILIES = List.of("DEVICE", "AMPUSER", "CF", "CFB", "CFU", "DND", "CW");
    private static final Duration READ_MOST = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 20;

    private AsteriskObservation() {}

    /**
     * All rows of these families. Asterisk holds its astdb lock while it reads one (0.7 s at 200,000 rows).
     *
     * @param connectMost how long Asterisk has to answer the login
     * @throws AmiException in one line, when it cannot be reached, or refuses
     */
    public static List<AstDbRow> rows(AmiConfig config, Duration connectMost, Clock clock) {
        try (AmiLink link = new AmiLink(config, clock)) {
            link.startWithoutEvents();
            awaitUp(link, connectMost);
            List<AstDbRow> rows = new ArrayList<>();
            for (String family : FAMILIES) {
                AstDbTree tree = link.actions().tree(family).get(READ_MOST.toMillis(), TimeUnit.MILLISECONDS);
                tree.rows().forEach((key, text) -> rows.add(new AstDbRow(key.toString(), text)));
            }
            return rows;
        } catch (ExecutionException | CompletionException failed) {
            throw failed.getCause() instanceof AmiException why
                    ? why
                    : new AmiException(Why.LOST, "astdb could not be read", failed);
        } catch (TimeoutException slow) {
            throw new AmiException(Why.LOST, "astdb was not read within " + READ_MOST.toSeconds() + " s", slow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmiException(Why.LOST, "interrupted", e);
        }
    }

    private static void awaitUp(AmiLink link, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        LinkStatus status = link.status().writer();
        while (status.state() != LinkState.UP) {
            if (status.state() == LinkState.REFUSED || System.nanoTime() - end >= 0) {
                throw new AmiException(
                        Why.NOT_UP,
                        status.detail().isEmpty()
                                ? "no answer within " + most.toSeconds() + " s"
                                : status.detail().replaceAll("; next try in .*", ""));
            }
            Thread.sleep(LOOK_MILLIS);
            status = link.status().writer();
        }
    }
}
