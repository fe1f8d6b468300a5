package org.hotdesk.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.message.NumberKey;
import org.junit.jupiter.api.Test;

class SubscriberTableTest {
    private final SubscriberTable table = new SubscriberTable();

    private static Subscriber account(int number, String password) {
        var device = new DeviceNumber(Integer.toString(number));
        return new Subscriber(
                device,
                Optional.of(Ha1.of(DigestAlgorithm.MD5, device.digits(), "hotdesk", password)),
                Optional.empty());
    }

    @Test
    void anyOrderOfChanges_leavesWhatAMapWouldHave() {
        Map<Integer, Subscriber> expected = new HashMap<>();
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int number = random.nextInt(700);
            if (random.nextInt(3) == 0) {
                expected.remove(number);
                table.remove(new DeviceNumber(Integer.toString(number)));
            } else {
                Subscriber account = account(number, "secret");
                expected.put(number, account);
                table.put(account);
            }
        }

        assertThat(table.size()).isEqualTo(expected.size());
        for (int number = 0; number < 700; number++) {
            assertThat(table.find(NumberKey.of(Integer.toString(number))))
                    .isEqualTo(Optional.ofNullable(expected.get(number)));
        }
        assertThat(table.find(NumberKey.NONE)).isEmpty();
    }

    @Test
    void numbersWithLeadingZeros_areOthers() {
        table.put(account(1001, "secret"));

        assertThat(table.find(NumberKey.of("1001"))).isPresent();
        assertThat(table.find(NumberKey.of("01001"))).isEmpty();
    }

    @Test
    void reader_findsAnAccountThatStays_whileOthersComeAndGo() throws InterruptedException {
        Subscriber stays = account(1, "secret");
        table.put(stays);
        List<Subscriber> others =
                IntStream.range(2, 500).mapToObj(n -> account(n, "secret")).toList();
        var writer = new Thread(() -> {
            for (int i = 0; i < 400_000; i++) {
                Subscriber other = others.get(i % others.size());
                table.put(other);
                table.remove(other.device());
            }
        });
        writer.start();
        boolean found = true;
        while (writer.isAlive() && found) {
            found = table.find(NumberKey.of("1")).filter(stays::equals).isPresent();
        }
        writer.join();

        assertThat(found).isTrue();
    }

    @Test
    void hashes_areWhatWasPutIn() {
        Ha1 md5 = Ha1.of(DigestAlgorithm.MD5, "1001", "hotdesk", "secret");
        Ha1 sha256 = Ha1.of(DigestAlgorithm.SHA_256, "1001", "hotdesk", "secret");
        var both = new Subscriber(new DeviceNumber("1001"), Optional.of(md5), Optional.of(sha256));
        var strong = new Subscriber(new DeviceNumber("1001"), Optional.empty(), Optional.of(sha256));

        assertThat(both.ha1(DigestAlgorithm.MD5)).contains(md5);
        assertThat(both.ha1(DigestAlgorithm.SHA_256)).contains(sha256);
        assertThat(strong.ha1(DigestAlgorithm.MD5)).isEmpty();
    }
}
