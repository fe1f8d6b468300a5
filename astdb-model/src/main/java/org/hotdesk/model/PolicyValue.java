package org.hotdesk.model;

/**
 * A value that a {@link PolicyKey} has read.
 *
 * @param text as it is shown and stored: the same value has the same text
 * @param meaning what it stands for, of the class that the key's {@link PolicyKind} tells
 */
public record PolicyValue(String text, Object meaning) {
    /** What it stands for, as this class; asking for another than the key's is a bug. */
    public <T> T as(Class<T> type) {
        return type.cast(meaning);
    }

    @Override
    public String toString() {
        return text;
    }
}
