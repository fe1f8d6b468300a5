package org.hotdesk.ami.link;

/** Both links at one moment. */
public record AmiStatus(LinkStatus writer, LinkStatus reader) {
    /** True when changes reach Asterisk and events reach us. */
    public boolean isUp() {
        return writer.state() == LinkState.UP && reader.state() == LinkState.UP;
    }
}
