package org.hotdesk.sip.transport;

import static java.lang.System.Logger.Level.DEBUG;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** The end of the pipeline of TCP and TLS. */
final class SipBytes extends SimpleChannelInboundHandler<ByteBuf> {
    private static final System.Logger LOG = System.getLogger(SipBytes.class.getName());

    private final StreamFramer framer;
    private final StreamIntake intake;

    SipBytes(StreamFramer framer, StreamIntake intake) {
        this.framer = framer;
        this.intake = intake;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        framer.feed(bytes);
        if (framer.isInside()) {
            intake.begun();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable why) {
        LOG.log(
                DEBUG,
                () -> "connection failed " + intake.flow() + " why="
                        + why.getClass().getSimpleName());
        Ignored.future(context.close());
    }
}
