package org.hotdesk.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.digest.Subscriber;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriberBookTest {
    private static final DeviceNumber DESK = new DeviceNumber("1001");
    private static final DeviceNumber DIRECT = new DeviceNumber("1002");
    private static final UserNumber ANN = new UserNumber("201");

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = StoreOnFile.open(folder);
        store.directory().putDevice(Device.adhoc(DESK).behindTheEdge());
        store.directory().putDevice(Device.adhoc(DIRECT));
        store.secrets().setSipSecret(DESK, "one".toCharArray());
        store.secrets().setSipSecret(DIRECT, "one".toCharArray());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void account_hasBothDigests_andDirectPhonesHaveNone() {
        var book = new SubscriberBook(store);

        Subscriber account = book.find(NumberKey.of("1001")).orElseThrow();
        assertThat(account.device()).isEqualTo(DESK);
        assertThat(account.ha1(DigestAlgorithm.MD5)).contains(Ha1.of(DigestAlgorithm.MD5, "1001", "hotdesk", "one"));
        assertThat(account.ha1(DigestAlgorithm.SHA_256))
                .contains(Ha1.of(DigestAlgorithm.SHA_256, "1001", "hotdesk", "one"));
        assertThat(book.find(NumberKey.of("1002"))).isEmpty();
        assertThat(book.find(NumberKey.of("x"))).isEmpty();
    }

    @Test
    void follow_takesOverSecretsAndMoves() {
        var book = new SubscriberBook(store);
        assertThat(book.follow()).isEmpty();

        store.secrets().setSipSecret(DESK, "two".toCharArray());
        store.directory().putDevice(Device.adhoc(DIRECT).behindTheEdge());

        assertThat(book.find(NumberKey.of("1002"))).as("before it follows").isEmpty();
        assertThat(book.follow()).containsExactlyInAnyOrder(DESK, DIRECT);
        assertThat(book.find(NumberKey.of("1001")).orElseThrow().ha1(DigestAlgorithm.MD5))
                .contains(Ha1.of(DigestAlgorithm.MD5, "1001", "hotdesk", "two"));
        assertThat(book.has(DIRECT)).isTrue();

        store.directory().putDevice(Device.adhoc(DIRECT));
        store.directory().removeDevice(DESK);
        assertThat(book.follow()).containsExactlyInAnyOrder(DESK, DIRECT);
        assertThat(book.has(DIRECT)).isFalse();
        assertThat(book.has(DESK)).isFalse();
    }

    @Test
    void followFromBeforeTheLogBegins_readsEverythingAnew() {
        var book = new SubscriberBook(store);
        store.secrets().setSipSecret(DESK, "two".toCharArray());
        store.directory().putUser(StoreOnFile.user("201", "Ann"));
        store.logins().login(DIRECT, ANN, How.CLI);
        store.changes().advance("a", store.changes().latest());
        store.changes().compact();

        assertThat(book.follow()).contains(DESK);
        assertThat(book.find(NumberKey.of("1001")).orElseThrow().ha1(DigestAlgorithm.MD5))
                .contains(Ha1.of(DigestAlgorithm.MD5, "1001", "hotdesk", "two"));
        assertThat(book.follow()).isEmpty();
    }
}
