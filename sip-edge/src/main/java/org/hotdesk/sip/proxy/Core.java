package org.hotdesk.sip.proxy;

import org.hotdesk.sip.transaction.Transactions;
import org.hotdesk.sip.transport.Timers;

/** What every request being relayed works with. */
record Core(
        ProxyConfig config,
        Timers timers,
        Transactions transactions,
        Forwarder forwarder,
        Replies replies,
        Connections connections) {}
