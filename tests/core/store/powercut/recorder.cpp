// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded into a program (LD_PRELOAD) it writes down, in order, all that happens to the files of a store, and what the
// program says on its standard output, so that tst_powercut can build what a power cut would have left at any moment.
// With HEARD_FAULT_AT=n the n-th of these calls fails with HEARD_FAULT_ERRNO, once, or for good with HEARD_FAULT_FOREVER.
//
// The trace (HEARD_TRACE) is a row of events: kind, file, offset (8 bytes), length (8 bytes), data.
//   kinds: W write, S sync, T truncate, U unlink, A said
//   files: d vault.sqlite, w vault.sqlite-wal, j vault.sqlite-journal, o standard output
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string_view>
#include <sys/types.h>
#include <unistd.h>

namespace {

template<typename Function>
Function *real(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

using Write = ssize_t(int, const void *, size_t);
using WriteAt = ssize_t(int, const void *, size_t, off_t);
using Sync = int(int);
using Truncate = int(int, off_t);
using Unlink = int(const char *);

Write *realWrite()
{
    static auto *const found = real<Write>("write");
    return found;
}

char fileOf(std::string_view path)
{
    const auto ends = [path](std::string_view name) { return path.size() >= name.size() && path.substr(path.size() - name.size()) == name; };
    if (ends("/vault.sqlite"))
        return 'd';
    if (ends("/vault.sqlite-wal"))
        return 'w';
    if (ends("/vault.sqlite-journal"))
        return 'j';
    return 0;
}

char fileOf(int descriptor)
{
    if (descriptor == STDOUT_FILENO)
        return 'o';
    std::array<char, 64> link{};
    constexpr std::string_view prefix = "/proc/self/fd/";
    std::memcpy(link.data(), prefix.data(), prefix.size());
    std::array<char, 16> digits{};
    size_t count = 0;
    for (int rest = descriptor; rest > 0 || count == 0; rest /= 10)
        digits[count++] = char('0' + rest % 10);
    for (size_t i = 0; i < count; ++i)
        link[prefix.size() + i] = digits[count - 1 - i];
    std::array<char, 4096> path{};
    const ssize_t size = readlink(link.data(), path.data(), path.size() - 1);
    return size > 0 ? fileOf(std::string_view(path.data(), size_t(size))) : char(0);
}

void note(char kind, char file, int64_t offset, const void *data, int64_t size)
{
    static const int trace = [] {
        const char *name = std::getenv("HEARD_TRACE");
        return name ? open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    }();
    if (trace < 0)
        return;
    std::array<char, 18> head{kind, file};
    std::memcpy(head.data() + 2, &offset, 8);
    std::memcpy(head.data() + 10, &size, 8);
    if (realWrite()(trace, head.data(), head.size()) < 0 || (data && realWrite()(trace, data, size_t(size)) < 0))
        std::abort();
}

/** True when this call is the one that is to fail; errno is set then. Standard output is never failed. */
bool faulty(char file)
{
    static const char *const wanted = std::getenv("HEARD_FAULT_AT");
    if (!wanted || file == 0 || file == 'o')
        return false;
    static const long at = std::atol(wanted);
    static const bool always = std::getenv("HEARD_FAULT_FOREVER") != nullptr;
    static const char *const number = std::getenv("HEARD_FAULT_ERRNO");
    static long calls = 0;
    ++calls;
    if (calls == at || (always && calls > at)) {
        if (calls == at)
            note('F', file, calls, nullptr, 0);
        errno = number ? std::atoi(number) : EIO;
        return true;
    }
    return false;
}

} // namespace

extern "C" {

ssize_t write(int descriptor, const void *data, size_t size)
{
    const char file = fileOf(descriptor);
    if (faulty(file))
        return -1;
    const ssize_t written = realWrite()(descriptor, data, size);
    if (written > 0 && file == 'o')
        note('A', file, 0, data, written);
    else if (written > 0 && file != 0)
        note('W', file, lseek(descriptor, 0, SEEK_CUR) - written, data, written);
    return written;
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off_t offset)
{
    static auto *const found = real<WriteAt>("pwrite64");
    const char file = fileOf(descriptor);
    if (faulty(file))
        return -1;
    const ssize_t written = found(descriptor, data, size, offset);
    if (written > 0 && file != 0)
        note('W', file, offset, data, written);
    return written;
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset)
{
    return pwrite64(descriptor, data, size, offset);
}

int fsync(int descriptor)
{
    static auto *const found = real<Sync>("fsync");
    const char file = fileOf(descriptor);
    if (faulty(file))
        return -1;
    const int done = found(descriptor);
    if (done == 0 && file != 0)
        note('S', file, 0, nullptr, 0);
    return done;
}

int fdatasync(int descriptor)
{
    static auto *const found = real<Sync>("fdatasync");
    const char file = fileOf(descriptor);
    if (faulty(file))
        return -1;
    const int done = found(descriptor);
    if (done == 0 && file != 0)
        note('S', file, 0, nullptr, 0);
    return done;
}

int ftruncate64(int descriptor, off_t size)
{
    static auto *const found = real<Truncate>("ftruncate64");
    const char file = fileOf(descriptor);
    if (faulty(file))
        return -1;
    const int done = found(descriptor, size);
    if (done == 0 && file != 0)
        note('T', file, size, nullptr, 0);
    return done;
}

int ftruncate(int descriptor, off_t size)
{
    return ftruncate64(descriptor, size);
}

int unlink(const char *path)
{
    static auto *const found = real<Unlink>("unlink");
    const int done = found(path);
    if (const char file = fileOf(std::string_view(path)); done == 0 && file != 0)
        note('U', file, 0, nullptr, 0);
    return done;
}

} // extern "C"
