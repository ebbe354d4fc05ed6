package street;

/** What a pixel can show; the ordinal is the model's class index. */
enum Label {
  SKY("sky", 0x7EB6F0),
  BUILDING("building", 0x9A8478),
  ROAD("road", 0x50545C),
  PAVEMENT("pavement", 0xD8D2C0),
  TREE("tree", 0x3C8C3C),
  BUS("bus", 0xF5B400),
  PERSON("person", 0xD6304A),
  OSTRICH("ostrich", 0x6A2CA0);

  /** The class name, as it stands in the model's labels.txt. */
  final String label;

  /** Its colour on maps, {@code 0xRRGGBB}. */
  final int colour;

  Label(String label, int colour) {
    this.label = label;
    this.colour = colour;
  }
}
