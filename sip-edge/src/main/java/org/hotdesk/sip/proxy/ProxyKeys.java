package org.hotdesk.sip.proxy;

/** Secrets of the proxy; it keeps copies. Many threads may read it. */
public final class ProxyKeys {
    private final byte[] lasting;
    private final byte[] fresh;

    /**
     * @param lasting 32 random bytes, made once for an installation: tokens in the Record-Route of calls that stand
     * @param fresh 16 random bytes, new at each start: branches, tags, and the table of transactions
     */
    public ProxyKeys(byte[] lasting, byte[] fresh) {
        if (lasting.length < 32 || fresh.length < 16) {
            throw new IllegalArgumentException("keys of " + lasting.length + " and " + fresh.length + " bytes");
        }
        this.lasting = lasting.clone();
        this.fresh = fresh.clone();
    }

    byte[] lasting() {
        return lasting.clone();
    }

    byte[] fresh() {
        return fresh.clone();
    }
}
