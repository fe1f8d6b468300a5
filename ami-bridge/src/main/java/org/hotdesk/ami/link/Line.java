package org.hotdesk.ami.link;

import java.io.IOException;

/** One connection from its making to its loss. All but {@link #cut} is called by the thread of its {@link LinkLoop}. */
interface Line {
    /**
     * Connects and logs in.
     *
     * @return the line with which Asterisk greeted
     * @throws LoginRefusedException when Asterisk answered and does not want us
     */
    String open() throws IOException;

    /** Serves until the line is lost, which is the exception. */
    void serve() throws IOException;

    /** Ends the line and fails all that is outstanding; also after a failed {@link #open}. May be called twice. */
    void end(AmiException why);

    /** Makes {@link #open} and {@link #serve} return soon; from any thread. */
    void cut(String why);
}
