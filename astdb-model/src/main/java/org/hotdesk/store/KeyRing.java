package org.hotdesk.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with AES-256 in GCM mode, bound to the thing they belong to, so that a sealed text copied into another
 * row does not open. The file has a line {@code <id> <key in base64>} for each key; the last one seals, all open.
 * Thread-safe.
 */
final class KeyRing {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** What begins a text that the operator lets stand in clear; no sealed one does, for the key's name is hexadecimal. */
    private static final String CLEAR = "clear:";

    private static final Pattern LINE = Pattern.compile("\\s*([0-9a-f]{8}) +([A-Za-z0-9+/=]+)\\s*");

    private final SecureRandom random = new SecureRandom();
    private final Path file;
    private final Map<String, SecretKey> keys;
    private final String newest;

    private KeyRing(Path file, Map<String, SecretKey> keys, String newest) {
        this.file = file;
        this.keys = Map.copyOf(keys);
        this.newest = newest;
    }

    /**
     * Reads the file, or makes it.
     *
     * @param needed whether something is sealed already; then a missing file is an error and not the first start
     */
    static KeyRing open(Path file, boolean needed) {
        Optional<List<String>> lines = SecretFile.read(file);
        if (lines.isEmpty()) {
            if (needed) {
                throw new StoreException("key file " + file
                        + " is missing, and the store holds secrets sealed with it: put it back from where it is kept");
            }
            SecretFile.create(file, freshLine());
            lines = SecretFile.read(file);
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String last = "";
        for (String line : lines.orElseThrow()) {
            last = add(keys, file, line);
        }
        if (keys.isEmpty()) {
            throw new StoreException("key file " + file + " has no key");
        }
        return new KeyRing(file, keys, last);
    }

    /**
     * Encrypts and authenticates.
     *
     * @param owner what the text belongs to, such as {@code device/1001/sip-secret}
     */
    String seal(String text, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, newest, nonce, owner, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return newest + "." + Base64.getEncoder().encodeToString(all);
    }

    /** The text as it stands where another program reads it. */
    static String inClear(String text) {
        return CLEAR + text;
    }

    /** Whether the text is not sealed. */
    static boolean isClear(String held) {
        return held.startsWith(CLEAR);
    }

    /** Whether the key is here that sealed this, if it is sealed. */
    boolean hasKeyOf(String sealed) {
        return isClear(sealed) || keys.containsKey(sealed.substring(0, Math.max(sealed.indexOf('.'), 0)));
    }

    /** Opens what {@link #seal} made for the same owner, or {@link #inClear} for anybody. */
    String open(String sealed, String owner) {
        if (isClear(sealed)) {
            return sealed.substring(CLEAR.length());
        }
        int dot = sealed.indexOf('.');
        String id = sealed.substring(0, Math.max(dot, 0));
        if (!keys.containsKey(id)) {
            throw new StoreException("the secret of " + owner + " was sealed with the key " + id + ", which key file "
                    + file + " does not have");
        }
        byte[] all = Base64.getDecoder().decode(sealed.substring(dot + 1));
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] text = cipher(Cipher.DECRYPT_MODE, id, nonce, owner, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, String id, byte[] nonce, String owner, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException wrong) {
            throw new StoreException(
                    "the secret of " + owner + " does not open: it was changed, or belongs to something else", wrong);
        }
    }

    private static String add(Map<String, SecretKey> keys, Path file, String line) {
        Matcher parts = LINE.matcher(line);
        byte[] key = parts.matches() ? decoded(parts.group(2)) : new byte[0];
        if (key.length != KEY_BYTES) {
            throw new StoreException("key file " + file + ": each line is 8 hex digits and " + KEY_BYTES
                    + " bytes in base64; one is not");
        }
        keys.put(parts.group(1), new SecretKeySpec(key, "AES"));
        return parts.group(1);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static String freshLine() {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[4];
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(key);
        return HexFormat.of().formatHex(id) + " " + Base64.getEncoder().encodeToString(key);
    }
}
