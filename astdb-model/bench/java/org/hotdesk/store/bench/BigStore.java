package org.hotdesk.store.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;

/** Stores with so many users, each at a device. */
final class BigStore {
    private static final int PORTION = 2_000;
    private static final int FIRST = 1_000_000;

    private BigStore() {}

    /** Opens the store of this size below the folder; fills it when it is new, which takes a minute for 100,000. */
    static Store open(Path folder, int size) throws IOException {
        Path place = place(folder, size);
        Files.createDirectories(place);
        Store store = StoreOnFile.open(place);
        for (int from = store.floor().deviceCount(); from < size; from += PORTION) {
            int first = from;
            int count = Math.min(PORTION, size - from);
            List<AmpUser> users = IntStream.range(first, first + count)
                    .mapToObj(i -> StoreOnFile.user(number(i), "User " + i))
                    .toList();
            List<Device> devices = IntStream.range(first, first + count)
                    .mapToObj(i -> StoreOnFile.device(number(i)).fallingBackTo(user(i)))
                    .toList();
            store.directory().putAll(devices, users);
        }
        return store;
    }

    /** Leaves in another folder what a crash would leave. */
    static void crash(Path folder, Path to, int size) throws IOException {
        Path file = place(Path.of(""), size).resolve("hotdesk.mv.db");
        Files.createDirectories(place(to, size));
        Store store = open(folder, size);
        try {
            Files.copy(folder.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            store.close();
        }
    }

    private static Path place(Path folder, int size) {
        return folder.resolve("store-" + size);
    }

    static String number(int i) {
        return "" + (FIRST + i);
    }

    static UserNumber user(int i) {
        return new UserNumber(number(i));
    }

    static DeviceNumber device(int i) {
        return new DeviceNumber(number(i));
    }
}
