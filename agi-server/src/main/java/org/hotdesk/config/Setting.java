package org.hotdesk.config;

/**
 * One key of the configuration.
 *
 * @param section the TOML table, such as {@code agi}
 * @param preset what it is when no file sets it, as TOML text
 * @param about what it is for, in one or two sentences
 */
public record Setting<T>(String section, String name, Kind<T> kind, String preset, String about) {
    /** The key as messages name it: {@code agi.calls-max}. */
    public String path() {
        return section + "." + name;
    }
}
