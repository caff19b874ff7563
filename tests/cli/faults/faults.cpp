// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded into heard-cli (LD_PRELOAD) it plays a disk that fails, wherever the tests run, also where nobody may mount one:
//
//   HEARD_FAULT_FULL=FOLDER        in FOLDER there is room for HEARD_FAULT_ROOM bytes (0) more; then ENOSPC
//   HEARD_FAULT_READ=FILE          after HEARD_FAULT_ROOM bytes reading FILE fails with EIO, or just ends with HEARD_FAULT_SHRINK=1
//   HEARD_FAULT_PRINT=1            standard output takes nothing
//   HEARD_FAULT_STICK=1            a file system that renames onto no name that is taken, and knows no fsync
//   HEARD_FAULT_FLUSH=1            fsync of a file fails with EIO
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace {

template<typename Function>
Function *real(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

/** The path a descriptor was opened by, or nothing. */
std::string_view pathOf(int descriptor, std::array<char, 4096> &path)
{
    std::array<char, 64> link{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
    const ssize_t size = readlink(link.data(), path.data(), path.size());
    return size > 0 ? std::string_view(path.data(), size_t(size)) : std::string_view();
}

bool isSet(const char *name)
{
    return std::getenv(name) != nullptr;
}

long room()
{
    const char *said = std::getenv("HEARD_FAULT_ROOM");
    return said ? std::atol(said) : 0;
}

/** How much of @p size may be written; the rest is ENOSPC. */
size_t allowed(int descriptor, size_t size)
{
    static const char *const folder = std::getenv("HEARD_FAULT_FULL");
    static long left = room();
    std::array<char, 4096> path{};
    if (!folder || !pathOf(descriptor, path).starts_with(folder))
        return size;
    const size_t part = left <= 0 ? 0 : size < size_t(left) ? size : size_t(left);
    left -= long(part);
    return part;
}

int refuse(int why)
{
    errno = why;
    return -1;
}

} // namespace

extern "C" {

ssize_t write(int descriptor, const void *data, size_t size)
{
    static auto *const found = real<ssize_t(int, const void *, size_t)>("write");
    const size_t part = allowed(descriptor, size);
    return part == 0 && size > 0 ? refuse(ENOSPC) : found(descriptor, data, part);
}

// What the C library writes for a stream does not come by write() above.
size_t fwrite(const void *data, size_t size, size_t count, FILE *stream)
{
    static auto *const found = real<size_t(const void *, size_t, size_t, FILE *)>("fwrite");
    if (stream == stdout && isSet("HEARD_FAULT_PRINT")) {
        errno = ENOSPC;
        return 0;
    }
    return found(data, size, count, stream);
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off_t offset)
{
    static auto *const found = real<ssize_t(int, const void *, size_t, off_t)>("pwrite64");
    const size_t part = allowed(descriptor, size);
    return part == 0 && size > 0 ? refuse(ENOSPC) : found(descriptor, data, part, offset);
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset)
{
    return pwrite64(descriptor, data, size, offset);
}

ssize_t read(int descriptor, void *data, size_t size)
{
    static auto *const found = real<ssize_t(int, void *, size_t)>("read");
    static const char *const file = std::getenv("HEARD_FAULT_READ");
    static long left = room();
    std::array<char, 4096> path{};
    if (!file || pathOf(descriptor, path) != file)
        return found(descriptor, data, size);
    if (left <= 0)
        return isSet("HEARD_FAULT_SHRINK") ? 0 : refuse(EIO);
    const ssize_t got = found(descriptor, data, size < size_t(left) ? size : size_t(left));
    left -= got > 0 ? got : 0;
    return got;
}

int rename(const char *from, const char *to)
{
    static auto *const found = real<int(const char *, const char *)>("rename");
    struct stat there = {};
    if (isSet("HEARD_FAULT_STICK") && ::stat(to, &there) == 0)
        return refuse(EEXIST);
    return found(from, to);
}

int fsync(int descriptor)
{
    static auto *const found = real<int(int)>("fsync");
    if (isSet("HEARD_FAULT_STICK"))
        return refuse(EINVAL);
    struct stat what = {};
    if (isSet("HEARD_FAULT_FLUSH") && ::fstat(descriptor, &what) == 0 && S_ISREG(what.st_mode))
        return refuse(EIO);
    return found(descriptor);
}

} // extern "C"
