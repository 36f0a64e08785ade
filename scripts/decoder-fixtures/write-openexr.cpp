// Writes an OpenEXR picture by OpenEXR itself, as tests/unit/worker/decoding/exr.test.ts expects it:
//   g++ write-openexr.cpp -I/usr/include/OpenEXR -I/usr/include/Imath -lOpenEXR -lImath -o write-openexr
//   write-openexr OUT patches|steps PACKING(0-7) half|float ROWS|TILES
#include <ImfChannelList.h>
#include <ImfCompression.h>
#include <ImfFrameBuffer.h>
#include <ImfHeader.h>
#include <ImfOutputFile.h>
#include <ImfTileDescription.h>
#include <ImfTiledOutputFile.h>
#include <half.h>
#include <cstdlib>
#include <string>
#include <vector>

using namespace Imf;

static const float patches[7][3] = {{0.015625, 0.015625, 0.015625}, {0.1875, 0.1875, 0.1875}, {0.5, 0.5, 0.5},
                                    {0.125, 0.1875, 0.625},         {4, 4, 4},                {0.5, 1, 8},
                                    {16, 16, 16}};

static float lightAt(bool isPatches, int x, int y, int width, int channel) {
  if (isPatches) return patches[x * 7 / width][channel];
  half value;
  value.setBits(1 + (y * width + x) * 3 + channel);
  return value;
}

int main(int, char **args) {
  const bool isPatches = args[2] == std::string("patches"), isHalf = args[4] == std::string("half");
  const bool isTiled = args[5] == std::string("TILES");
  const int width = isPatches ? 56 : 180, height = 40;
  Header header(width, height);
  header.compression() = static_cast<Compression>(atoi(args[3]));
  FrameBuffer buffer;
  std::vector<half> halves[3];
  std::vector<float> floats[3];
  const char *names[] = {"B", "G", "R"};
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        floats[channel].push_back(lightAt(isPatches, x, y, width, channel));
        halves[channel].push_back(floats[channel].back());
      }
    header.channels().insert(names[channel], Channel(isHalf ? HALF : FLOAT));
    char *samples = isHalf ? reinterpret_cast<char *>(halves[channel].data()) : reinterpret_cast<char *>(floats[channel].data());
    const size_t size = isHalf ? 2 : 4;
    buffer.insert(names[channel], Slice(isHalf ? HALF : FLOAT, samples, size, size * width));
  }
  if (!isTiled) {
    OutputFile file(args[1], header);
    file.setFrameBuffer(buffer);
    file.writePixels(height);
    return 0;
  }
  header.setTileDescription(TileDescription(16, 12, MIPMAP_LEVELS));
  TiledOutputFile file(args[1], header);
  file.setFrameBuffer(buffer);
  for (int level = 0; level < file.numLevels(); ++level)
    file.writeTiles(0, file.numXTiles(level) - 1, 0, file.numYTiles(level) - 1, level);
}
