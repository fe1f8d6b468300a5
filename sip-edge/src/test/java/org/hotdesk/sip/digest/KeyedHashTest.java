package org.hotdesk.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The first vector of the authors of SipHash, for its form of 128 bits. */
class KeyedHashTest {
    @Test
    void emptyText_isTheAuthorsVector() {
        byte[] key = new byte[16];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        KeyedHash hash = new KeyedHash(key);
        assertThat(hash.begin().end()).isEqualTo(Long.reverseBytes(0xa3817f04ba25a8e6L));
        assertThat(hash.high()).isEqualTo(Long.reverseBytes(0x6df67214c7550293L));
    }

    @Test
    void bytesWordsAndNumbers_areTheSameText() {
        KeyedHash hash = new KeyedHash(new byte[16]);
        byte[] text = new byte[40];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (7 * i - 100);
        }
        for (int before = 0; before < 9; before++) {
            hash.begin();
            for (byte one : text) {
                hash.add(one);
            }
            long byBytes = hash.end();
            hash.begin().add(text, 0, before);
            hash.add(ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).getLong(before));
            assertThat(hash.add(text, before + 8, text.length).end()).isEqualTo(byBytes);
        }
    }

    @Test
    void partsWithSeparators_meetOnlyTheirLike() {
        KeyedHash hash = new KeyedHash(new byte[16]);
        long one = hash.begin().add("ab").add(0).add("c").end();
        assertThat(hash.begin().add("ab").add(0).add("c").end()).isEqualTo(one);
        assertThat(hash.begin().add("a").add(0).add("bc").end()).isNotEqualTo(one);
        assertThat(hash.begin().add("abcdefgh").end())
                .isNotEqualTo(hash.begin().add("abcdefgi").end());
    }
}
