package org.hotdesk.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.config.ProvisioningConfig;
import org.hotdesk.dialplan.phone.PhoneBuild;
import org.hotdesk.dialplan.phone.PhoneBuilder;
import org.hotdesk.dialplan.phone.PhoneSheet;
import org.hotdesk.dialplan.phone.Registrar;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Person;
import org.hotdesk.model.Technology;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.store.Store;

/** Makes phones' files of what the store has now. Thread-safe. */
public final class PhoneMaker {
    /** Stands in the place of secrets where files are only shown. */
    public static final String MASK = "********";

    private final Store store;
    private final PhoneBuilder builder;
    private final ProvisioningConfig config;

    public PhoneMaker(Store store, PhoneBuilder builder, ProvisioningConfig config) {
        this.store = store;
        this.builder = builder;
        this.config = config;
    }

    public PhoneBuilder builder() {
        return builder;
    }

    /** Looks at the store; for one phone or many. */
    public Look look() {
        return new Look(store.floor());
    }

    /** The store at one moment, but for secrets and people's names, which are read one by one. Thread-safe. */
    public final class Look {
        private final Floor floor;

        private Look(Floor floor) {
            this.floor = floor;
        }

        /** The files of a phone, or what is in the way. Reads the database. */
        public PhoneBuild build(Phone phone) {
            return build(phone, store.secrets()::sipSecret);
        }

        /** The same without any secret; a device that has none is no problem here. */
        public PhoneBuild masked(Phone phone) {
            return build(phone, device -> Optional.of(MASK));
        }

        private PhoneBuild build(Phone phone, Function<DeviceNumber, Optional<String>> secrets) {
            KeyWishes keys = KeyWishes.of(phone.settings(), floor);
            List<String> problems = new ArrayList<>(keys.problems());
            List<PhoneSheet.Line> lines = new ArrayList<>();
            for (PhoneLine line : phone.lines()) {
                Optional<Device> device = floor.device(line.device());
                Optional<String> secret = secrets.apply(line.device());
                Optional<Registrar> registrar = device.flatMap(this::registrar);
                trouble(line.device(), device, secret, registrar).ifPresent(problems::add);
                if (device.isPresent() && secret.isPresent() && registrar.isPresent()) {
                    lines.add(new PhoneSheet.Line(
                            line.device(), secret.get(), name(phone, device.get()), registrar.get()));
                }
            }
            if (!problems.isEmpty()) {
                return new PhoneBuild(
                        List.of(),
                        problems.stream()
                                .map(what -> "phone " + phone.mac() + " " + what)
                                .toList());
            }
            return builder.build(
                    new PhoneSheet(phone.mac(), phone.model(), label(phone, lines), lines, keys.wishes(), keys.free()));
        }

        private Optional<Registrar> registrar(Device device) {
            return device.behindEdge() ? config.edge() : config.asterisk();
        }

        private Optional<String> trouble(
                DeviceNumber number, Optional<Device> device, Optional<String> secret, Optional<Registrar> registrar) {
            if (device.isEmpty()) {
                return Optional.of("has a line for device " + number + ", which there is not");
            }
            Technology technology = device.get().technology();
            if (technology != Technology.PJSIP && technology != Technology.SIP) {
                return Optional.of(
                        "has a line for device " + number + ", which is no SIP account but " + technology.literal());
            }
            if (secret.isEmpty()) {
                return Optional.of("has a line for device " + number + ", which has no secret; 'hotdesk device set "
                        + number + " --secret' asks for one");
            }
            if (registrar.isEmpty()) {
                return Optional.of(
                        "has a line for device " + number + ", and nobody said where it registers; set provisioning."
                                + (device.get().behindEdge() ? "edge-address" : "asterisk-address"));
            }
            return Optional.empty();
        }

        /** A fixed device bears its user's name, a hot desk its own: who sits there changes without a new file. */
        private String name(Phone phone, Device device) {
            return phone.person()
                    .flatMap(store.directory()::person)
                    .flatMap(Look::fullName)
                    .or(() -> device.defaultUser()
                            .filter(user -> device.isFixed())
                            .flatMap(floor::user)
                            .map(AmpUser::cidname)
                            .map(DisplayName::text))
                    .orElse(device.description().text());
        }

        private static Optional<String> fullName(Person person) {
            String name = person.firstName().map(DisplayName::text).orElse("") + " "
                    + person.lastName().map(DisplayName::text).orElse("");
            return Optional.of(name.strip()).filter(text -> !text.isEmpty());
        }

        private static String label(Phone phone, List<PhoneSheet.Line> lines) {
            return phone.description()
                    .map(DisplayName::text)
                    .orElse(lines.isEmpty() ? phone.mac().text() : lines.get(0).name());
        }
    }
}
