package org.hotdesk.store;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.hotdesk.pin.UsualTime;

/**
 * Argon2id with a pepper from a file. A hash takes tens of milliseconds and 19 MiB on purpose, so only a few run at a
 * time and the others wait. Thread-safe.
 */
final class PinHash {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PEPPER_BYTES = 32;
    private static final int AT_ONCE = 2;
    private static final Pattern TEXT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final SecureRandom random = new SecureRandom();
    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    private final AtomicLong compared = new AtomicLong();
    private final UsualTime usual = new UsualTime();
    private final byte[] pepper;
    private final String pepperId;
    private final String nobody;

    private PinHash(byte[] pepper) {
        this.pepper = pepper;
        this.pepperId = HexFormat.of().formatHex(sha256(pepper), 0, 8);
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(hash);
        this.nobody = text(MEMORY_KIB, PASSES, salt(), hash);
    }

    /**
     * Reads the pepper file, or makes it.
     *
     * @param needed whether PINs are hashed already; then a missing file is an error and not the first start
     */
    static PinHash open(Path file, boolean needed) {
        Optional<List<String>> lines = SecretFile.read(file);
        if (lines.isEmpty()) {
            if (needed) {
                throw new StoreException("pepper file " + file
                        + " is missing, and the store holds PINs hashed with it: put it back from where it is kept");
            }
            byte[] pepper = new byte[PEPPER_BYTES];
            new SecureRandom().nextBytes(pepper);
            SecretFile.create(file, HexFormat.of().formatHex(pepper));
            return new PinHash(pepper);
        }
        if (lines.get().size() != 1 || !lines.get().get(0).strip().matches("[0-9a-f]{" + 2 * PEPPER_BYTES + "}")) {
            throw new StoreException(
                    "pepper file " + file + " must have one line of " + 2 * PEPPER_BYTES + " hex digits");
        }
        return new PinHash(HexFormat.of().parseHex(lines.get().get(0).strip()));
    }

    /** Tells peppers apart without telling anything about them. */
    String pepperId() {
        return pepperId;
    }

    String hash(byte[] pin) {
        byte[] salt = salt();
        return text(MEMORY_KIB, PASSES, salt, run(pin, salt, MEMORY_KIB, PASSES));
    }

    /** Passes the time of one comparison; the first of all compares with nobody's, to learn how long that is. */
    void pretend() {
        Optional<Long> time = usual.median();
        if (time.isPresent()) {
            UsualTime.pass(time.get());
        } else {
            matches(new byte[] {'x'}, Optional.empty());
        }
    }

    /** How many PINs were compared. */
    long compared() {
        return compared.get();
    }

    /** How many wait for their turn. */
    int waiting() {
        return slots.getQueueLength();
    }

    /** Whether the PIN gives this hash; takes as long for no hash as for a wrong one. */
    boolean matches(byte[] pin, Optional<String> hashed) {
        Matcher parts = TEXT.matcher(hashed.orElse(nobody));
        if (!parts.matches()) {
            throw new StoreException("the database holds a PIN hash that is none");
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(3));
        byte[] expected = Base64.getDecoder().decode(parts.group(4));
        compared.incrementAndGet();
        byte[] actual = run(pin, salt, Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        return MessageDigest.isEqual(expected, actual) && hashed.isPresent();
    }

    private byte[] run(byte[] pin, byte[] salt, int memoryKib, int passes) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .withSecret(pepper)
                .build();
        byte[] hash = new byte[HASH_BYTES];
        slots.acquireUninterruptibly();
        long began = System.nanoTime();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(pin, hash);
            usual.took(System.nanoTime() - began);
            return hash;
        } finally {
            slots.release();
            parameters.clear();
        }
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static String text(int memoryKib, int passes, byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
