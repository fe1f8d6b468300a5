package org.hotdesk.ami.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The login by challenge: the secret itself never travels. */
final class LoginWords {
    private LoginWords() {}

    /** Asterisk main/manager.c, authenticate(): the key is MD5 of challenge and secret, in small hexadecimal digits. */
    static PlainOperation<Void> login(AmiLogin login, String challenge) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("AuthType", "MD5");
        headers.put("Username", login.user());
        headers.put("Key", md5(challenge + login.secret()));
        headers.put("Events", "off");
        return PlainOperation.of("Login", headers);
    }

    /** A refusal for the sake of a shutdown says nothing about our name and secret. */
    static IOException refusal(String words) {
        String said = words.replaceFirst("^Asterisk refused [A-Za-z]+: ", "");
        return said.contains("shutting down") ? new IOException(said) : new LoginRefusedException(said);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
