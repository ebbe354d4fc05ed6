package pictures;

import static pictures.Scene.FLOOR;
import static pictures.Scene.FOREST;
import static pictures.Scene.MEADOW;
import static pictures.Scene.ROOM;
import static pictures.Scene.SAVANNA;
import static pictures.Scene.SEA;
import static pictures.Scene.SKY;
import static pictures.Scene.STREET;
import static pictures.Scene.TABLE;
import static pictures.Scene.UNDERWATER;

import drawing.Brush;
import java.util.List;
import java.util.function.Consumer;

/** What a picture can show; the ordinal is the model's class index. */
enum Subject {
  SCHOOL_BUS("school bus", 4, Street::schoolBus, STREET, STREET, STREET, MEADOW),
  OSTRICH("ostrich", 6, Animals::ostrich, SAVANNA, SAVANNA, MEADOW, STREET),
  PRAYER_RUG("prayer rug", 25, Textiles::prayerRug, FLOOR, FLOOR, FLOOR, MEADOW),
  WINDOW_SCREEN("window screen", 4, Textiles::windowScreen, ROOM),
  SAILBOAT("sailboat", 8, Leisure::sailboat, SEA),
  UMBRELLA("umbrella", 30, Household::umbrella, STREET, ROOM, MEADOW, SEA),
  COFFEE_MUG("coffee mug", 5, Household::coffeeMug, TABLE, TABLE, ROOM, FLOOR),
  HOT_AIR_BALLOON("hot-air balloon", 8, Leisure::hotAirBalloon, SKY, SKY, SAVANNA, MEADOW),
  TRAFFIC_LIGHT("traffic light", 5, Street::trafficLight, STREET, STREET, SKY),
  MUSHROOM("mushroom", 10, Plants::mushroom, FOREST, FOREST, MEADOW, TABLE),
  DAISY("daisy", 12, Plants::daisy, MEADOW, FOREST, SKY, TABLE),
  HOUSE("house", 3, Street::house, MEADOW, STREET, SAVANNA, FOREST),
  GOLDFISH("goldfish", 25, Animals::goldfish, UNDERWATER, UNDERWATER, TABLE),
  WALL_CLOCK("wall clock", 8, Household::wallClock, ROOM, ROOM, FLOOR);

  /** The class name, as it stands in the model's labels.txt. */
  final String label;

  /** How far the subject may lean to either side, in degrees. */
  final double lean;

  /** Paints the subject about the origin, within 44 units up, down and to the sides. */
  final Consumer<Brush> painter;

  /** Where it is usually seen; a place named twice is seen twice as often. */
  final List<Scene> scenes;

  Subject(String label, double lean, Consumer<Brush> painter, Scene... scenes) {
    this.label = label;
    this.lean = lean;
    this.painter = painter;
    this.scenes = List.of(scenes);
  }
}
