package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinsTest {
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");
    private static final UserNumber NOBODY = new UserNumber("999");

    @TempDir
    Path folder;

    /** Where the store is; on another database in {@link PostgresTest}. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    /** All that the database holds, once the store is closed. */
    String stored() throws IOException {
        return Files.readString(folder.resolve("hotdesk.mv.db"), StandardCharsets.ISO_8859_1);
    }

    private Store open() {
        return Store.open(config(), StoreOnFile.NOON);
    }

    private Store store;

    @BeforeEach
    void openStore() {
        store = open();
        store.directory().putAll(List.of(), List.of(user("201", "Ann"), user("301", "Ben")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void pin_isRightWrongOrMissing() {
        char[] pin = "4711".toCharArray();
        assertThat(store.pins().set(ANN, pin)).isInstanceOf(PutOutcome.Stored.class);

        assertThat(new String(pin)).as("the caller's own copy is not touched").isEqualTo("4711");
        assertThat(check(ANN, "4711")).isEqualTo(PinVerdict.RIGHT);
        assertThat(check(ANN, "4712")).isEqualTo(PinVerdict.WRONG);
        assertThat(check(ANN, "")).isEqualTo(PinVerdict.WRONG);
        assertThat(check(ANN, "x".repeat(10_000))).isEqualTo(PinVerdict.WRONG);
        assertThat(check(BEN, "4711")).isEqualTo(PinVerdict.NO_PIN);
        assertThat(check(NOBODY, "4711")).isEqualTo(PinVerdict.NO_SUCH_USER);
        assertThat(store.pins().hasPin(ANN)).isTrue();
        assertThat(store.pins().hasPin(BEN)).isFalse();
    }

    @Test
    void pin_canBeChangedAndCleared() {
        store.pins().set(ANN, "4711".toCharArray());
        store.pins().set(ANN, "000".toCharArray());
        assertThat(check(ANN, "4711")).isEqualTo(PinVerdict.WRONG);
        assertThat(check(ANN, "000")).isEqualTo(PinVerdict.RIGHT);

        store.pins().clear(ANN);
        assertThat(check(ANN, "000")).isEqualTo(PinVerdict.NO_PIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "1234567890123456", "12a4", "12 4", "٢٠١٢"})
    void pin_hasThreeToFifteenDigits(String pin) {
        assertThat(store.pins().set(ANN, pin.toCharArray()))
                .isEqualTo(new PutOutcome.Rejected(List.of("user 201: pin must have 3 to 15 digits")));
        assertThat(store.pins().hasPin(ANN)).isFalse();
    }

    @Test
    void pinOfNobody_isRejected() {
        assertThat(store.pins().set(NOBODY, "4711".toCharArray()))
                .isEqualTo(new PutOutcome.Rejected(List.of("user 999: there is no such user")));
    }

    @Test
    void removedUser_takesThePinAlong() {
        store.pins().set(ANN, "4711".toCharArray());
        store.directory().removeUser(ANN);
        store.directory().putUser(user("201", "Another Ann"));

        assertThat(check(ANN, "4711")).isEqualTo(PinVerdict.NO_PIN);
    }

    @Test
    void answers_takeTheSameTime() {
        store.pins().set(ANN, "4711".toCharArray());
        List<Long> wrong = new ArrayList<>();
        List<Long> nobody = new ArrayList<>();
        List<Long> noPin = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            wrong.add(nanos(ANN));
            nobody.add(nanos(NOBODY));
            noPin.add(nanos(BEN));
        }

        // A missing hash would make a factor of a hundred; other programs on this machine make less than three.
        assertThat(fastest(nobody)).isBetween(fastest(wrong) / 3, fastest(wrong) * 3);
        assertThat(fastest(noPin)).isBetween(fastest(wrong) / 3, fastest(wrong) * 3);
    }

    @Test
    void hash_isSaltedAndPepperedAndNowhereInTheDatabase() throws Exception {
        store.pins().set(ANN, "471147114711".toCharArray());
        store.pins().set(BEN, "471147114711".toCharArray());
        store.close();

        assertThat(stored()).contains("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("471147114711");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pepper"))))
                .isEqualTo("rw-------");

        Files.writeString(folder.resolve("pepper"), "ab".repeat(32) + "\n");
        store = open();
        assertThat(check(ANN, "471147114711")).as("with another pepper").isEqualTo(PinVerdict.WRONG);
    }

    @Test
    void missingPepper_isNotMadeAnewOncePinsExist() throws Exception {
        store.pins().set(ANN, "4711".toCharArray());
        store.close();
        Files.delete(folder.resolve("pepper"));

        assertThatThrownBy(() -> open().close())
                .isInstanceOf(StoreException.class)
                .hasMessage("pepper file " + folder.resolve("pepper")
                        + " is missing, and the store holds PINs hashed with it: put it back from where it is kept");
        assertThat(folder.resolve("pepper")).doesNotExist();
    }

    @Test
    void pepperThatOthersMayRead_isRefused() throws Exception {
        store.close();
        Files.setPosixFilePermissions(folder.resolve("pepper"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> open().close()).hasMessageEndingWith("chmod 600 " + folder.resolve("pepper"));
    }

    @Test
    void mirroredPin_existsInCompatibilityModeOnly() {
        store.pins().set(ANN, "4711".toCharArray());
        assertThat(store.secrets().mirroredPin(ANN)).isEmpty();
        store.close();

        store = Store.open(mirroring(true), StoreOnFile.NOON);
        assertThat(store.secrets().mirroredPin(ANN)).as("was hashed before").isEmpty();
        store.pins().set(ANN, "4712".toCharArray());
        assertThat(store.secrets().mirroredPin(ANN)).contains("4712");
        assertThat(check(ANN, "4712")).isEqualTo(PinVerdict.RIGHT);
        long before = store.changes().latest();
        store.close();

        store = open();
        assertThat(store.secrets().mirroredPin(ANN)).isEmpty();
        assertThat(check(ANN, "4712")).isEqualTo(PinVerdict.RIGHT);
        assertThat(store.changes().after(before, 10))
                .as("so that the mirror deletes the row")
                .hasSize(1);
        store.close();

        store = Store.open(mirroring(true), StoreOnFile.NOON);
        assertThat(store.secrets().mirroredPin(ANN))
                .as("the copy is gone for good")
                .isEqualTo(Optional.empty());
    }

    private StoreConfig mirroring(boolean mirrored) {
        StoreConfig plain = config();
        return new StoreConfig(
                plain.jdbcUrl(), plain.login(), plain.pepperFile(), plain.keyFile(), plain.realm(), mirrored);
    }

    private PinVerdict check(UserNumber user, String pin) {
        return store.pins().check(user, pin.toCharArray());
    }

    private long nanos(UserNumber user) {
        long began = System.nanoTime();
        check(user, "0815");
        return System.nanoTime() - began;
    }

    private static long fastest(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).min().orElseThrow();
    }
}
