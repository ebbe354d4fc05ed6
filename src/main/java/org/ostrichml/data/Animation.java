package org.ostrichml.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures one after another, again and again.
 *
 * @param frames of one size, at least one
 * @param hundredths how long each is shown, in hundredths of a second
 */
public record Animation(List<Picture> frames, int hundredths) {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";
  private static final byte[] FOR_EVER = {1, 0, 0};

  /**
   * Writes an animated GIF, whole or not at all.
   *
   * @throws org.ostrichml.OstrichException if the file cannot be written
   */
  public void write(Path gif) {
    OutputFiles.write(gif, this::encode);
  }

  private void encode(OutputStream out) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (Picture frame : frames) {
        var image = frame.image();
        IIOMetadata timing =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        timing.setFromTree(FORMAT, timed(timing));
        writer.writeToSequence(new IIOImage(image, null, timing), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private IIOMetadataNode timed(IIOMetadata metadata) {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("delayTime", Integer.toString(hundredths));
    IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    loop.setUserObject(FOR_EVER);
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(loop);
    root.appendChild(extensions);
    return root;
  }
}
