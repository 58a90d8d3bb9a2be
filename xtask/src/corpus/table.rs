//! The table at the end.

use super::Record;
use super::account::Account;

const HEAD: [&str; 13] = [
    "document",
    "generated",
    "compiled",
    "documented",
    "warnings",
    "operations",
    "schemas",
    "fallbacks",
    "anything",
    "any object",
    "lines",
    "seconds",
    "MB",
];

/// The records as a table in Markdown, whose columns are also aligned for the eye. A column that
/// holds nothing is left out.
pub(super) fn table(records: &[Record]) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(records.iter().map(row));
    let filled = |column: &usize| {
        let mut cells = rows.iter().skip(1).filter_map(|row| row.get(*column));
        cells.any(|cell| !cell.is_empty())
    };
    let columns: Vec<(usize, usize)> = (0..HEAD.len())
        .filter(filled)
        .map(|column| (column, width(&rows, column)))
        .collect();
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        text += &line(row, &columns);
        if number == 0 {
            text += &rule(&columns);
        }
    }
    text
}

fn row(record: &Record) -> [String; HEAD.len()] {
    let count = |account: &Option<Account>| {
        let shown = |it: &Account| format!("{}/{}", it.emitted, it.declared);
        account.as_ref().map(shown).unwrap_or_default()
    };
    let values = record.values.as_ref();
    let number = |number: Option<usize>| number.map(|it| it.to_string()).unwrap_or_default();
    [
        record.document.clone(),
        yes_or_no(Some(record.generated)),
        yes_or_no(record.compiled),
        yes_or_no(record.documented),
        number(record.warnings),
        count(&record.operations),
        count(&record.schemas),
        number(values.map(|it| it.fallbacks.len())),
        number(values.map(|it| it.asked)),
        number(values.map(|it| it.free_form)),
        number(record.lines),
        format!("{:.2}", record.seconds),
        record.peak_memory.map(megabytes).unwrap_or_default(),
    ]
}

fn yes_or_no(answer: Option<bool>) -> String {
    match answer {
        Some(true) => "yes".into(),
        Some(false) => "NO".into(),
        None => String::new(),
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1_000_000.0)
}

fn width(rows: &[[String; HEAD.len()]], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
}

/// The first column starts at its left, the others end at their right.
fn line(row: &[String], columns: &[(usize, usize)]) -> String {
    let mut text = String::new();
    for (column, width) in columns {
        let cell = row.get(*column).map_or("", String::as_str);
        text += &match column {
            0 => format!("| {cell:<width$} "),
            _ => format!("| {cell:>width$} "),
        };
    }
    text + "|\n"
}

fn rule(columns: &[(usize, usize)]) -> String {
    let mut text = String::new();
    for (column, width) in columns {
        let dashes = "-".repeat(width + 1);
        text += &match column {
            0 => format!("|{dashes}-"),
            _ => format!("|{dashes}:"),
        };
    }
    text + "|\n"
}
