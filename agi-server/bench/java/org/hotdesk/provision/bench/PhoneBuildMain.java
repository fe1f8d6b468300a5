package org.hotdesk.provision.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotdesk.config.ProvisioningConfig;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.dialplan.phone.ModelSheet;
import org.hotdesk.dialplan.phone.PhoneBuild;
import org.hotdesk.dialplan.phone.PhoneBuilder;
import org.hotdesk.dialplan.phone.PhoneCodes;
import org.hotdesk.dialplan.phone.PhoneFile;
import org.hotdesk.dialplan.phone.PhoneModels;
import org.hotdesk.dialplan.phone.Registrar;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.provision.PhoneFolder;
import org.hotdesk.provision.PhoneMaker;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/**
 * How long a phone takes to be built out of a store on disk into an empty folder, with 5,000 phones beside 500, of all models
 * in turn. Prints {@code figure phone-build-linear <ratio> <bound> ok|short}: time for each phone of many to that of few;
 * exits 1 when it falls short.
 */
public final class PhoneBuildMain {
    private static final int FEW = 500;
    private static final int MANY = 5_000;
    private static final int AT_LEAST = 2_000;
    private static final int DEVICES = 100;
    private static final int FIRST_DEVICE = 1_000;
    private static final int ROUNDS = 7;
    private static final int WARM = 1;
    private static final double BOUND = 1.2;

    private final PhoneModels models = PhoneModels.read();
    private final PhoneBuilder builder =
            new PhoneBuilder(models, PhoneCodes.of(DialplanConfig.usual()), Optional.empty());
    private final Path folder;
    private int round;

    private PhoneBuildMain(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("phone-build");
        boolean enough;
        try {
            enough = new PhoneBuildMain(folder).measure();
        } finally {
            deleteAll(folder);
        }
        System.exit(enough ? 0 : 1);
    }

    private boolean measure() throws IOException {
        try (Store few = filled(FEW);
                Store many = filled(MANY)) {
            double sumOfFew = 0;
            double sumOfMany = 0;
            for (int i = -WARM; i < ROUNDS; i++) {
                double ofFew = microsPerPhone(few);
                double ofMany = microsPerPhone(many);
                sumOfFew += i < 0 ? 0 : ofFew;
                sumOfMany += i < 0 ? 0 : ofMany;
                say("round %d: %.0f us a phone of %d, %.0f us of %d", i + 1, ofFew, FEW, ofMany, MANY);
            }
            // Of sums, since the disk is written to when it likes, which falls upon this round or that.
            double ratio = sumOfMany / sumOfFew;
            say("figure phone-build-linear %.2f %.2f %s", ratio, BOUND, ratio <= BOUND ? "ok" : "short");
            return ratio <= BOUND;
        }
    }

    /** Few are built several times, so that one pause does not count for much. */
    private double microsPerPhone(Store store) throws IOException {
        int built = 0;
        long nanos = 0;
        while (built < AT_LEAST) {
            Path out = folder.resolve("out-" + round++);
            long began = System.nanoTime();
            built += build(store, out);
            nanos += System.nanoTime() - began;
            deleteAll(out);
        }
        return nanos / 1_000.0 / built;
    }

    private int build(Store store, Path out) {
        var provisioning = new ProvisioningConfig(
                Optional.empty(), Registrar.parse("pbx.example.com"), Optional.empty(), Optional.empty());
        PhoneMaker.Look look = new PhoneMaker(store, builder, provisioning).look();
        PhoneFolder phones = PhoneFolder.at(out);
        List<Phone> all = store.phones().all();
        for (Phone phone : all) {
            PhoneBuild build = look.build(phone);
            if (!build.problems().isEmpty()) {
                throw new IllegalStateException(build.problems().toString());
            }
            for (PhoneFile file : build.files()) {
                phones.put(file.name(), file.bytes());
            }
        }
        return all.size();
    }

    private Store filled(int phones) {
        Path place = folder.resolve("store-" + phones);
        Store store = Store.open(
                new StoreConfig(
                        "jdbc:h2:file:" + place.resolve("hotdesk"),
                        place.resolve("pepper"),
                        place.resolve("keys"),
                        "hotdesk",
                        false),
                Clock.systemUTC());
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            devices.add(Device.adhoc(device(i)));
        }
        store.directory().putAll(devices, List.of());
        devices.forEach(
                device -> store.secrets().setSipSecret(device.number(), "a-secret-of-some-length".toCharArray()));
        List<ModelSheet> sheets = List.copyOf(models.all());
        store.phones()
                .addMissingModels(sheets.stream()
                        .map(model -> new PhoneModel(model.model(), model.lines()))
                        .toList());
        List<Phone> all = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            MacAddress mac = MacAddress.parse(String.format(Locale.ROOT, "%012x", 0x000413000000L + i))
                    .orElseThrow();
            all.add(Phone.of(mac, sheets.get(i % sheets.size()).model())
                    .withLines(List.of(new PhoneLine(1, device(i % DEVICES)))));
        }
        store.phones().putAll(all);
        return store;
    }

    private static DeviceNumber device(int index) {
        return new DeviceNumber(Integer.toString(FIRST_DEVICE + index));
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
