<?php

declare(strict_types=1);

require __DIR__ . '/verify.php';

$given = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
$answers = array_map(
    fn (array $call): bool =>
        is_from_finehook($given['secret'], $call['headers'], base64_decode($call['body']), $given['now']),
    $given['calls'],
);
echo json_encode($answers), "\n";
