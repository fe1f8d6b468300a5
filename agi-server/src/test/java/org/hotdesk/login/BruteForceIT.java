package org.hotdesk.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.script.LoginScript;
import org.hotdesk.agi.script.LoginScript.Code;
import org.hotdesk.agi.script.ScriptedPhone;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.LockRule;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.MovingClock;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guessing PINs over raw FastAGI, as fast as it goes, within a day of the store's clock: how many of them are compared
 * is what the README says. 1,500 in every build, 10,000 with {@code -Dhotdesk.wrong-pins=10000}.
 */
class BruteForceIT {
    private static final int WRONG_PINS = Integer.getInteger("hotdesk.wrong-pins", 1_500);
    private static final int TRIES_A_CALL = 3;
    private static final int LANES = 64;
    private static final int DESKS = 100;
    private static final int USERS = 100;
    private static final Duration SPAN = Duration.ofHours(24);
    private static final LockRule RULE = LockRule.standard();
    private static final String ANN = "201";
    private static final String BEN = "202";
    private static final String ANNS_DESK = "1001";
    private static final String BENS_DESK = "1002";
    private static final String RIGHT = "864297";
    private static final int LOOK_EVERY = 50;

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(StoreOnFile.NOON.instant());
    private Store store;
    private AgiServer server;

    @BeforeEach
    void start() throws IOException {
        store = Store.open(StoreOnFile.config(folder), clock);
        store.directory()
                .putAll(
                        IntStream.range(0, DESKS)
                                .mapToObj(i -> device(Integer.toString(1001 + i)))
                                .toList(),
                        IntStream.range(0, USERS)
                                .mapToObj(i -> user(Integer.toString(201 + i), "User"))
                                .toList());
        for (String each : List.of(ANN, BEN)) {
            store.pins().set(new UserNumber(each), RIGHT.toCharArray());
        }
        var gate = PinGate.standard(store);
        server = AgiServer.start(
                AgiConfig.onLoopback(0),
                Map.of("login", new LoginScript(Code.LOGIN, store, (script, seq, most) -> true, gate, TRIES_A_CALL)));
        // Each has sat at their own desk once.
        for (String[] seat : new String[][] {{ANN, ANNS_DESK}, {BEN, BENS_DESK}}) {
            assertThat(login(seat[1], seat[0])).isEqualTo("logged-in");
            store.logins().logoff(new DeviceNumber(seat[1]), How.CODE);
        }
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @Test
    void oneUser_fromManyDevices_isNotGuessed_norLockedOutAtTheirDesk() throws Exception {
        long compared = attack(i -> "login?device=" + (1003 + i % (DESKS - 2)) + "&user=" + ANN);

        assertBounded("user 201", compared);
        guess("login?device=1098&user=" + ANN);
        assertThat(login("1099", ANN))
                .as("Ann with the right PIN, at a desk where she never sat, is asked again")
                .isEqualTo("no-input");
        assertThat(store.ledger().refusals(LedgerQuery.newest(10_000)))
                .anyMatch(refusal -> refusal.why().equals("locked"));
    }

    @Test
    void manyUsers_fromOneDevice_areNotGuessed_andNoticeNothing() throws Exception {
        long compared = attack(i -> "login?device=1050&user=" + (203 + i % (USERS - 2)));

        assertBounded("device 1050", compared);
        assertThat(login("1051", BEN))
                .as("Ben, at another desk where he never sat")
                .isEqualTo("logged-in");
    }

    /** Makes the calls, and meanwhile has Ann and Ben log in at their own desks; how many PINs were compared for others. */
    private long attack(IntFunction<String> request) throws ExecutionException, InterruptedException {
        long before = store.pins().compared();
        int calls = WRONG_PINS / TRIES_A_CALL;
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        int rightful = 0;
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                String one = request.apply(i);
                results.add(lanes.submit(() -> {
                    clock.pass(SPAN.dividedBy(calls));
                    return guess(one);
                }));
            }
            for (int i = 0; i < calls; i++) {
                assertThat(results.get(i).get()).isEqualTo("refused");
                if (i % LOOK_EVERY == 0) {
                    rightful += rightfulLogin(ANNS_DESK, ANN) + rightfulLogin(BENS_DESK, BEN);
                }
            }
        } finally {
            lanes.shutdownNow();
        }
        return store.pins().compared() - before - rightful;
    }

    private String guess(String request) throws IOException {
        return new ScriptedPhone()
                .pressing("1111#2222#3333#")
                .call(server.address(), request)
                .variable("HD_RESULT")
                .orElse("no result");
    }

    private int rightfulLogin(String desk, String user) {
        assertThat(login(desk, user)).as("%s at their own desk", user).isEqualTo("logged-in");
        store.logins().logoff(new DeviceNumber(desk), How.CODE);
        return 1;
    }

    private String login(String desk, String user) {
        try {
            return new ScriptedPhone()
                    .call(server.address(), "login?device=" + desk + "&user=" + user + "&pin=" + RIGHT)
                    .variable("HD_RESULT")
                    .orElse("no result");
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void assertBounded(String whose, long compared) {
        double ramp = Math.log((double) RULE.most().toSeconds() / RULE.first().toSeconds()) / Math.log(2);
        double bound = RULE.after()
                + 1
                + ramp
                + (double) SPAN.toSeconds() / RULE.most().toSeconds();
        assertThat((double) compared)
                .as("%s: of %d wrong PINs in %s %d were compared", whose, WRONG_PINS, SPAN, compared)
                .isLessThanOrEqualTo(bound)
                .isGreaterThanOrEqualTo(RULE.after());
    }
}
