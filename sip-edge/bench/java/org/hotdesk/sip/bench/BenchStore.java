package org.hotdesk.sip.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.digest.Subscribers.Subscriber;
import org.hotdesk.store.PutOutcome;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/** A real store with the accounts as devices and their sealed secrets. Filled once and kept, for that takes a while. */
final class BenchStore {
    /** Without "file:" the store takes it for a server, and leaves it to the database when a commit reaches the disk. */
    private static final String FILL = "jdbc:h2:%s;USER=hotdesk;PASSWORD=;DB_CLOSE_ON_EXIT=FALSE";

    private static final String USE = "jdbc:h2:file:%s";
    private static final int WRITERS = 2;
    private static final int STEP = 1_000;

    private BenchStore() {}

    /** Makes the store unless it is there. */
    static void fill(Path folder, int accounts) throws IOException {
        Path whole = folder.resolve("whole");
        if (Files.exists(whole)) {
            return;
        }
        Files.createDirectories(folder);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (Store store = open(folder, FILL)) {
            List<Device> devices = IntStream.range(0, accounts)
                    .mapToObj(i -> Device.adhoc(number(i)))
                    .toList();
            stored(store.directory().putAll(devices, List.of()));
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> all = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(i -> writers.submit(() -> secrets(store, next, accounts)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException broken) {
            throw new IOException("the store was not filled", broken);
        } finally {
            writers.shutdownNow();
        }
        Files.createFile(whole);
    }

    /** Opens all secrets once, as the program does at its start. */
    static Map<String, Subscriber> subscribers(Path folder) {
        Map<String, Subscriber> all = new ConcurrentHashMap<>();
        try (Store store = open(folder, USE)) {
            store.secrets()
                    .sipDigests()
                    .forEach((device, digests) -> all.put(
                            device.digits(),
                            new Subscriber(
                                    device,
                                    Optional.of(new Ha1(DigestAlgorithm.MD5, digests.ha1Md5())),
                                    Optional.of(new Ha1(DigestAlgorithm.SHA_256, digests.ha1Sha256())))));
        }
        return all;
    }

    private static Store open(Path folder, String url) {
        return Store.open(
                new StoreConfig(
                        url.formatted(folder.resolve("bench").toAbsolutePath()),
                        folder.resolve("pepper"),
                        folder.resolve("keys"),
                        Accounts.REALM,
                        false),
                Clock.systemUTC());
    }

    private static void secrets(Store store, AtomicInteger next, int accounts) {
        for (int i = next.getAndIncrement(); i < accounts; i = next.getAndIncrement()) {
            stored(store.secrets().setSipSecret(number(i), Accounts.password(i).toCharArray()));
            if ((i + 1) % STEP == 0) {
                Report.progress("devices stored", i + 1, accounts);
            }
        }
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
