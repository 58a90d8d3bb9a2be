//! What the start of a line says, by CommonMark.

/// Languages that rustdoc takes for what they are. Any other word is replaced: some, such as
/// `should_panic`, tell rustdoc how to run the code.
const LANGUAGES: &[&str] = &[
    "bash",
    "c",
    "console",
    "cpp",
    "cs",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "json5",
    "jsonc",
    "kotlin",
    "markdown",
    "md",
    "php",
    "proto",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "text",
    "toml",
    "ts",
    "typescript",
    "txt",
    "xml",
    "yaml",
    "yml",
];

/// The fence of a code block.
pub(super) struct Fence {
    character: char,
    length: usize,
    language: String,
}

impl Fence {
    /// The fence that a line, without its indentation, opens.
    pub(super) fn opened_by(line: &str) -> Option<Self> {
        let character = line.chars().next().filter(|it| matches!(it, '`' | '~'))?;
        let info = line.trim_start_matches(character);
        let length = line.len() - info.len();
        if length < 3 || (character == '`' && info.contains('`')) {
            return None;
        }
        let mut words = info.split(|it: char| !it.is_alphanumeric() && it != '_');
        let word = words.find(|word| !word.is_empty()).unwrap_or_default();
        let is_known = LANGUAGES.contains(&word.to_lowercase().as_str());
        Some(Self {
            character,
            length,
            language: if is_known { word } else { "text" }.to_owned(),
        })
    }

    /// A fence that none of the lines closes.
    pub(super) fn around(lines: &[String]) -> Self {
        let longest = lines.iter().map(|line| {
            let line = line.trim_start_matches(' ');
            line.len() - line.trim_start_matches('`').len()
        });
        Self {
            character: '`',
            length: longest.max().unwrap_or_default().max(2) + 1,
            language: "text".into(),
        }
    }

    /// The line that opens it.
    pub(super) fn opening(&self) -> String {
        self.closing() + &self.language
    }

    /// The line that closes it.
    pub(super) fn closing(&self) -> String {
        self.character.to_string().repeat(self.length)
    }

    pub(super) fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim_matches(' ');
        line.len() >= self.length && line.chars().all(|it| it == self.character)
    }
}

/// A marker of a list.
pub(super) struct Item {
    /// The length of the marker: `-` or `1.`.
    pub(super) marker: usize,
    /// True when it starts a list right after a line of text.
    pub(super) interrupts: bool,
}

impl Item {
    /// The marker that a line, without its indentation, starts with.
    pub(super) fn of(line: &str) -> Option<Self> {
        let after_digits = line.trim_start_matches(|it: char| it.is_ascii_digit());
        let digits = line.len() - after_digits.len();
        let markers: &[char] = if digits == 0 {
            &['-', '+', '*']
        } else {
            &['.', ')']
        };
        let content = after_digits.strip_prefix(markers)?;
        let is_marker = digits <= 9 && (content.is_empty() || content.starts_with(' '));
        let number = line.get(..digits).unwrap_or_default();
        is_marker.then(|| Self {
            marker: digits + 1,
            interrupts: !content.is_empty() && (number.is_empty() || number == "1"),
        })
    }
}

/// What a quote's line holds.
pub(super) fn quoted(line: &str) -> Option<&str> {
    let content = line.trim_start_matches(' ').strip_prefix('>')?;
    Some(content.strip_prefix(' ').unwrap_or(content))
}

/// `## Heading`.
pub(super) fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && (rest.is_empty() || rest.starts_with(' '))
}

/// `---` and `* * *`.
pub(super) fn is_rule(line: &str) -> bool {
    ['-', '_', '*'].into_iter().any(|character| {
        line.chars().all(|it| it == character || it == ' ')
            && line.chars().filter(|it| *it == character).count() >= 3
    })
}

/// `===`, which makes a heading of the text above.
pub(super) fn is_underline(line: &str) -> bool {
    ['-', '=']
        .into_iter()
        .any(|character| line.chars().all(|it| it == character))
}

/// The spaces that a line starts with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A line from a column that lies in or right after its indentation.
pub(super) fn from(line: &str, column: usize) -> &str {
    line.get(column..).unwrap_or_default()
}

/// A tab leads to the next column that 4 divides.
pub(super) fn expand_tabs(line: &str) -> String {
    let mut expanded = String::with_capacity(line.len());
    let mut column = 0;
    for character in line.chars() {
        let width = if character == '\t' { 4 - column % 4 } else { 1 };
        column += width;
        match character {
            '\t' => expanded.extend(std::iter::repeat_n(' ', width)),
            other => expanded.push(other),
        }
    }
    expanded
}
