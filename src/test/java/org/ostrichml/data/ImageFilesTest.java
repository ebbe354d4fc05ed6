package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;

class ImageFilesTest {
  @TempDir Path folder;

  @Test
  void aFolderBecomesItsPicturesByName() throws IOException {
    for (String name :
        List.of("b.JPG", "a.png", "d.jpeg", "c.gif", "e.bmp", ".a.png", "f.txt", "png", "g.png~")) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectories(folder.resolve("sub.png"));

    assertThat(ImageFiles.list(List.of(folder)))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("a.png", "b.JPG", "c.gif", "d.jpeg", "e.bmp");
  }

  @Test
  void filesStayAsTheyAreInTheirOrder() throws IOException {
    Path odd = Files.createFile(folder.resolve("z.data"));
    Path picture = Files.createFile(folder.resolve("a.png"));

    assertThat(ImageFiles.list(List.of(odd, folder, picture)))
        .containsExactly(odd, picture, picture);
  }

  @Test
  void aMissingPathIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> ImageFiles.list(List.of(missing)))
        .isInstanceOf(OstrichException.class)
        .hasMessage(missing + " does not exist: check the path.");
  }

  @Test
  void aFolderWithoutPicturesIsNamed() {
    assertThatThrownBy(() -> ImageFiles.list(List.of(folder)))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("Folder " + folder + " holds no png");
  }
}
