package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.phone.PhoneSetting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hard phones on a file; a subclass runs the same on another database. */
class PhoneBookTest {
    private static final MacAddress MAC = new MacAddress("00:04:13:aa:bb:cc");
    private static final ModelName SNOM = new ModelName("snom190");
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final Token ANN = new Token("ann");

    @TempDir
    Path folder;

    private Store store;

    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    @BeforeEach
    void openWithAModel() {
        store = Store.open(config(), StoreOnFile.NOON);
        stored(store.phones().putModel(new PhoneModel(SNOM, 5)));
        stored(store.directory().putAll(List.of(device("2001"), device("2002")), List.of()));
        stored(store.directory()
                .putPerson(new Person(ANN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void phone_comesBackAsItWentIn() {
        Phone phone = desk(MAC);
        long before = store.changes().latest();

        stored(store.phones().put(phone));
        stored(store.phones().put(phone));

        assertThat(store.phones().one(MAC)).contains(phone);
        assertThat(store.phones().all()).containsExactly(phone);
        assertThat(changes(before)).containsExactly("PHONE 00:04:13:aa:bb:cc");
        Phone bare = Phone.of(MAC, SNOM);
        stored(store.phones().change(MAC, old -> bare));
        assertThat(store.phones().one(MAC)).contains(bare);
        stored(store.phones().remove(MAC));
        assertThat(store.phones().all()).isEmpty();
        assertThat(rejected(store.phones().remove(MAC)))
                .containsExactly("phone 00:04:13:aa:bb:cc: there is no such phone");
    }

    @Test
    void manyPhones_areStoredWholeOrNotAtAll() {
        List<Phone> phones = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            phones.add(desk(new MacAddress(String.format(Locale.ROOT, "00:04:13:00:00:%02x", i))));
        }
        stored(store.phones().putAll(phones));
        assertThat(store.phones().all()).isEqualTo(phones);

        List<Phone> wrong = new ArrayList<>(phones.subList(0, 30));
        wrong.set(0, Phone.of(phones.get(0).mac(), SNOM));
        wrong.set(
                1,
                new Phone(
                        phones.get(1).mac(),
                        new ModelName("toaster"),
                        Optional.of(new Token("bob")),
                        Optional.empty(),
                        List.of(new PhoneLine(1, new DeviceNumber("9"))),
                        List.of()));
        wrong.add(wrong.get(0));
        assertThat(rejected(store.phones().putAll(wrong)))
                .containsExactly(
                        "phone 00:04:13:00:00:01: there is no phone model toaster; 'hotdesk phone models' lists them",
                        "phone 00:04:13:00:00:01: person must be a person's uid; there is no bob",
                        "phone 00:04:13:00:00:01: line 1 must be a device; there is no device 9",
                        "phone 00:04:13:00:00:00: is there twice");
        assertThat(store.phones().all()).isEqualTo(phones);
    }

    @Test
    void whatAPhoneRefersTo_stays() {
        stored(store.phones().put(desk(MAC)));

        assertThat(rejected(store.directory().removeDevice(DESK)))
                .containsExactly("device 2001: is a line of phone 00:04:13:aa:bb:cc; take it off these first");
        assertThat(rejected(store.directory().removePerson(ANN)))
                .containsExactly("person ann: is the person of phone 00:04:13:aa:bb:cc; change these first");
        assertThat(rejected(store.phones().removeModel(SNOM)))
                .containsExactly("model snom190: is the model of phone 00:04:13:aa:bb:cc; give these another first");
        stored(store.phones().remove(MAC));
        stored(store.directory().removeDevice(DESK));
        stored(store.directory().removePerson(ANN));
        stored(store.phones().removeModel(SNOM));
        assertThat(store.phones().models()).isEmpty();
    }

    @Test
    void missingModels_areAddedAndOthersKept() {
        var cisco = new PhoneModel(new ModelName("cisco7940"), 2);
        long before = store.changes().latest();

        stored(store.phones().addMissingModels(List.of(new PhoneModel(SNOM, 12), cisco)));

        assertThat(store.phones().models()).containsExactly(cisco, new PhoneModel(SNOM, 5));
        assertThat(changes(before)).containsExactly("PHONE_MODEL cisco7940");
        stored(store.phones().putModel(new PhoneModel(SNOM, 12)));
        assertThat(store.phones().models()).contains(new PhoneModel(SNOM, 12));
    }

    @Test
    void secret_isKeptSealedAndOutlivesChanges() {
        stored(store.phones().put(desk(MAC)));
        assertThat(store.phones().secret(MAC)).isEmpty();

        stored(store.phones().setSecret(MAC, "fetch-me".toCharArray()));
        stored(store.phones().put(Phone.of(MAC, SNOM)));

        assertThat(store.phones().secret(MAC)).contains("fetch-me");
        assertThat(rejected(store.phones().setSecret(MAC, "a b".toCharArray())))
                .singleElement()
                .asString()
                .startsWith("phone 00:04:13:aa:bb:cc: secret must have 1 to 64 letters");
        assertThat(rejected(store.phones().setSecret(new MacAddress("00:00:00:00:00:01"), "x".toCharArray())))
                .containsExactly("phone 00:00:00:00:00:01: there is no such phone");
    }

    @Test
    void backup_hasPhonesAndOptions() {
        stored(store.phones().put(desk(MAC)));
        stored(store.phones().setSecret(MAC, "fetch-me".toCharArray()));
        Path file = folder.resolve("backup.zip");
        store.backups().write(file);
        stored(store.phones().remove(MAC));
        long before = store.changes().latest();

        store.backups().restore(file, false);

        assertThat(store.phones().all()).containsExactly(desk(MAC));
        assertThat(store.phones().secret(MAC)).contains("fetch-me");
        assertThat(changes(before)).containsExactly("PHONE 00:04:13:aa:bb:cc");
    }

    private static Phone desk(MacAddress mac) {
        return new Phone(
                mac,
                SNOM,
                Optional.of(ANN),
                Optional.of(new DisplayName("2nd floor")),
                List.of(new PhoneLine(100, DESK), new PhoneLine(231, new DeviceNumber("2002"))),
                List.of(new PhoneSetting("admin_mode", "off"), new PhoneSetting("tone_scheme", "")));
    }

    private List<String> changes(long after) {
        return store.changes().after(after, 1000).stream()
                .map(change -> change.kind() + " " + change.subject())
                .toList();
    }

    private static void stored(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
    }

    private static List<String> rejected(PutOutcome outcome) {
        return outcome.fold(stored -> List.of("stored"), PutOutcome.Rejected::reasons);
    }
}
