package org.hotdesk.sip.transport;

import static java.lang.System.Logger.Level.DEBUG;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** The end of the pipeline of WebSocket: one message per frame, text or binary (RFC 7118 §5). */
final class SipFrames extends ChannelDuplexHandler {
    private static final System.Logger LOG = System.getLogger(SipFrames.class.getName());

    private final StreamIntake intake;

    SipFrames(StreamIntake intake) {
        this.intake = intake;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object in) {
        if (!(in instanceof WebSocketFrame frame)) {
            context.fireChannelRead(in);
            return;
        }
        try {
            byte[] bytes = new byte[frame.content().readableBytes()];
            frame.content().readBytes(bytes);
            take(bytes);
        } finally {
            frame.release();
        }
    }

    /** RFC 7118 §6: the keep-alive of RFC 5626 is usable here too. */
    private void take(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\r' && b != '\n') {
                intake.message(bytes);
                return;
            }
        }
        if (bytes.length == 4) {
            intake.ping();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object out, ChannelPromise promise) {
        if (out instanceof ByteBuf bytes && bytes.isReadable()) {
            // RFC 7118 §5.2: what is not UTF-8 as a whole goes in a binary frame.
            boolean text = ByteBufUtil.isText(bytes, StandardCharsets.UTF_8);
            Ignored.future(
                    context.write(text ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes), promise));
        } else {
            Ignored.future(context.write(out, promise));
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
