package org.hotdesk.sip.digest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The edge's secret, a file of 32 random bytes that its owner alone may read, so that nonces and tokens outlive a
 * restart. Keys for different purposes are derived from it and tell nothing about each other. Thread-safe.
 */
public final class KeyFile {
    private static final int BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final byte[] secret;

    private KeyFile(byte[] secret) {
        this.secret = secret;
    }

    /** A secret that lives as long as the process. */
    public static KeyFile inMemory() {
        return new KeyFile(random());
    }

    /**
     * Reads the file, or makes it when there is none.
     *
     * @throws IOException with one line that says what to do
     */
    public static KeyFile open(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        byte[] secret;
        try {
            secret = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException("cannot read the key file " + file + ": make it readable for this user alone", e);
        }
        if (secret.length != BYTES) {
            throw new IOException("the key file " + file + " has not 32 bytes: remove it and a new one will be made");
        }
        return new KeyFile(secret);
    }

    private static void create(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path beside = file.resolveSibling(
                file.getFileName() + ".new-" + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(beside);
            Files.createFile(beside, owner);
            Files.write(beside, random());
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            return; // Another process was faster: its key is the key.
        } catch (IOException e) {
            throw new IOException("cannot make the key file " + file + ": its folder must be writable", e);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The 32 bytes for one purpose: the same after a restart, unlike those for any other. */
    public byte[] keyFor(String purpose) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + MAC, e);
        }
    }

    @Override
    public String toString() {
        return "KeyFile";
    }
}
