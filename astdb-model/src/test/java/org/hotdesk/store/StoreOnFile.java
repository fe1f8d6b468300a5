package org.hotdesk.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;

/** Stores in a folder of a test, and short names for what stands in them. Other modules' tests use it too. */
public final class StoreOnFile {
    /** The moment at which these tests happen. */
    public static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private StoreOnFile() {}

    public static StoreConfig config(Path folder) {
        return new StoreConfig(
                "jdbc:h2:file:" + folder.resolve("hotdesk"),
                folder.resolve("pepper"),
                folder.resolve("keys"),
                "hotdesk",
                false);
    }

    public static Store open(Path folder) {
        return Store.open(config(folder), NOON);
    }

    /** One that forces nothing to disk, for tests of tens of thousands of commits. */
    public static Store unforced(Path folder, Clock clock) {
        return Store.open(config(folder), clock, new FileLayer(FileLayer.ASYNC.scheme(), false));
    }

    /** The floor as the database has it, read anew. */
    public static Floor inDatabase(Store store) {
        return store.loadAgain();
    }

    public static Device device(String number) {
        return Device.adhoc(new DeviceNumber(number));
    }

    public static AmpUser user(String number, String name) {
        return AmpUser.named(new UserNumber(number), new DisplayName(name));
    }
}
