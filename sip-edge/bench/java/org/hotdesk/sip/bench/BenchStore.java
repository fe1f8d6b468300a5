package org.hotdesk.sip.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.digest.Subscriber;
import org.hotdesk.sip.digest.SubscriberTable;
import org.hotdesk.store.Intake;
import org.hotdesk.store.PutOutcome;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/** A real store with the accounts as devices and their sealed secrets. Filled once and kept, for that takes a while. */
final class BenchStore {
    private BenchStore() {}

    /** Makes the store unless it is there. */
    static void fill(Path folder, int accounts) throws IOException {
        Path whole = folder.resolve("whole");
        if (Files.exists(whole)) {
            return;
        }
        Files.createDirectories(folder);
        Map<DeviceNumber, char[]> secrets = new HashMap<>();
        IntStream.range(0, accounts)
                .forEach(i -> secrets.put(number(i), Accounts.password(i).toCharArray()));
        List<Device> devices = secrets.keySet().stream().map(Device::adhoc).toList();
        Report.progress("devices to store", accounts, accounts);
        try (Store store = open(folder)) {
            stored(store.intake()
                    .take(new Intake.Delivery(devices, List.of(), List.of(), Map.of(), secrets), hashed -> {}));
        }
        Files.createFile(whole);
    }

    /** Opens all secrets once, as the program does at its start. */
    static SubscriberTable subscribers(Path folder) {
        var all = new SubscriberTable();
        try (Store store = open(folder)) {
            store.secrets()
                    .sipDigests()
                    .forEach((device, digests) -> all.put(new Subscriber(
                            device,
                            Optional.of(new Ha1(DigestAlgorithm.MD5, digests.ha1Md5())),
                            Optional.of(new Ha1(DigestAlgorithm.SHA_256, digests.ha1Sha256())))));
        }
        return all;
    }

    private static Store open(Path folder) {
        return Store.open(
                new StoreConfig(
                        "jdbc:h2:file:" + folder.resolve("bench").toAbsolutePath(),
                        folder.resolve("pepper"),
                        folder.resolve("keys"),
                        Accounts.REALM,
                        false),
                Clock.systemUTC());
    }

    private static void stored(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Rejected rejected) {
            throw new IllegalStateException("the store refused: " + rejected.reasons());
        }
    }

    private static DeviceNumber number(int account) {
        return new DeviceNumber(Accounts.number(account));
    }
}
