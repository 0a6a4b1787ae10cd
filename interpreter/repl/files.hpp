#pragma once
// What the prompt asks of the system besides: its history file, names of files, the terminal.

#include <string>
#include <string_view>
#include <vector>

namespace aio {

// Appends to a file that only its owner can read, made with its folders if need be. Returns what
// went wrong as an errno, or 0.
int append_to_private_file(const char* path, std::string_view text);

// Adds the names in a folder, folders with "/" behind; nothing when it cannot be read.
void list_folder(const char* path, std::vector<std::string>& names);

// Columns of the terminal on stdout, 80 when unknown.
int terminal_columns();

// How many columns the text takes on a terminal: wide characters two, combining ones none.
int display_width(std::string_view text);

// Characters are read as UTF-8, also where the environment names no language.
void use_utf8();

}  // namespace aio
